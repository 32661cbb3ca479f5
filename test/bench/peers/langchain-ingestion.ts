import { OfflineEmbedder } from '@elenchus/adapters/offline-embedder/offline-embedder';
import { PDFLoader } from '@langchain/community/document_loaders/fs/pdf';
import { PGVectorStore } from '@langchain/community/vectorstores/pgvector';
import { Embeddings } from '@langchain/core/embeddings';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import pg from 'pg';
import type { MakeContender } from '../contender.ts';

export interface Options {
  readonly paths: readonly string[];
  /** A database with pgvector. */
  readonly url: string;
}

export interface Input {
  /** Whether an HNSW index stands on the table before the documents come in. */
  readonly hnsw: boolean;
}

const dimensions = 512;
/** Documents under way at once. */
const width = 4;

/** The same vectors as Elenchus makes, without a model. */
class SameEmbeddings extends Embeddings {
  readonly #embedder = new OfflineEmbedder(dimensions);

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors = await this.#embedder.embed(texts);
    return vectors.map((vector) => Array.from(vector));
  }

  async embedQuery(text: string): Promise<number[]> {
    const [vector = []] = await this.embedDocuments([text]);
    return vector;
  }
}

/** LangChain.js as its documentation shows it: load, split, add to pgvector. */
export const makeContender: MakeContender<Options, Input> = async ({ paths, url }) => {
  const embeddings = new SameEmbeddings({});
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 800, chunkOverlap: 200 });
  const pool = new pg.Pool({ connectionString: url });
  // Connections that are still closing when the database is dropped.
  pool.on('error', () => {});
  return {
    /** Each round is that of a new table. */
    async run({ hnsw }) {
      const store = await PGVectorStore.initialize(embeddings, { pool, tableName: 'langchain', dimensions });
      if (hnsw) await store.createHnswIndex({ dimensions });
      const waiting = [...paths];
      let chunks = 0;
      const work = async () => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          const pages = await new PDFLoader(path).load();
          const split = await splitter.splitDocuments(pages);
          await store.addDocuments(split);
          chunks += split.length;
        }
      };
      await Promise.all(Array.from({ length: width }, work));
      store.client?.release();
      await pool.query('drop table langchain');
      return { documents: paths.length, chunks };
    },
    close: () => pool.end(),
  };
};
