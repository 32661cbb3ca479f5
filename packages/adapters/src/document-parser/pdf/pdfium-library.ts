import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

type FunctionName = Extract<
  keyof WrappedPdfiumModule,
  `FPDF${string}` | `EPDF${string}` | `PDFiumExt_${string}`
>;

/**
 * pdfium's functions (fpdfview.h, fpdf_text.h and others) as WebAssembly exports them: pointers and booleans are
 * numbers. The package's own wrappers go through a slow general call.
 */
export type Pdfium = Readonly<Record<FunctionName, (...values: number[]) => number>> & {
  /** The views on pdfium's memory are replaced when it grows: take them anew after each call. */
  readonly pdfium: WrappedPdfiumModule['pdfium'] & {
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    readonly HEAPF32: Float32Array<ArrayBuffer>;
    readonly HEAPF64: Float64Array<ArrayBuffer>;
  };
};

/** Compiles and starts pdfium from the bytes of `pdfium.wasm`. */
export async function loadPdfium(wasm: Uint8Array): Promise<Pdfium> {
  const wasmBinary = wasm.slice().buffer;
  // pdfium reports what it repairs on the console; none of it says more than the outcome does.
  const { pdfium, PDFiumExt_Init } = await init({ wasmBinary, print: () => {}, printErr: () => {} });
  PDFiumExt_Init();
  return { ...pdfium.wasmExports, pdfium } as unknown as Pdfium;
}

/** pdfium could not go on: out of memory, or a fault within. The instance must not be used again. */
export class PdfiumFault extends Error {
  readonly code = 'pdfium_fault';

  constructor(message: string) {
    super(message);
    this.name = 'PdfiumFault';
  }
}

/** Reserves memory of pdfium for the time of one call. */
export function withMemory<Result>(library: Pdfium, bytes: number, use: (pointer: number) => Result): Result {
  const { malloc, free } = library.pdfium.wasmExports;
  const pointer = malloc(bytes);
  if (pointer === 0) throw new PdfiumFault('pdfium has no memory left');
  try {
    return use(pointer);
  } finally {
    free(pointer);
  }
}
