import PDFParser, { type Output } from 'pdf2json';
import type { MakeContender } from '../contender.ts';

/** Texts with their positions. */
export const makeContender: MakeContender<{ readonly paths: readonly string[] }> = async ({ paths }) => ({
  async run() {
    let pages = 0;
    let characters = 0;
    for (const path of paths) {
      const output = await parse(path);
      pages += output.Pages.length;
      for (const page of output.Pages) {
        for (const text of page.Texts) for (const run of text.R) characters += run.T.length;
      }
    }
    return { pages, characters };
  },
});

function parse(path: string) {
  return new Promise<Output>((resolve, reject) => {
    const parser = new PDFParser();
    parser.on('pdfParser_dataError', reject);
    parser.on('pdfParser_dataReady', resolve);
    void parser.loadPDF(path, 0);
  });
}
