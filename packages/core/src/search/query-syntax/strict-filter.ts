import { type SQL, sql } from 'drizzle-orm';
import { synonymsOf } from '../../retrieval/legal-synonyms.ts';
import type { QueryNode } from './parse-query.ts';

/** The parts of a condition: `leaves`, columns of a row that is made once, and `holds`, tested on each passage. */
export interface StrictFilter {
  /** Columns `t0`, `t1`, ... of type tsquery. */
  readonly leaves: SQL;
  /** On columns of the passage `c` (tsv, content) and of the leaves `x`. */
  readonly holds: SQL;
}

/** They say the same, and the index leaves one of them out. */
const modals = new Set(['shall', 'will', 'must']);
const betweenWords = '[^[:alnum:]]+';

/**
 * The demands of a query as SQL; all that the user typed is bound as parameters. Words match in any inflection
 * and by their synonyms, phrases word for word in any case and spacing, prefixes at the beginning of words. Words
 * too common to be in the index (shall, the) are taken to be there.
 */
export function strictFilter(node: QueryNode): StrictFilter {
  const leaves: SQL[] = [];
  const add = (tsquery: SQL): SQL => {
    const column = sql.raw(`t${leaves.length}`);
    leaves.push(sql`${tsquery} as ${column}`);
    return sql`x.${column}`;
  };
  const condition = (each: QueryNode): SQL => {
    switch (each.kind) {
      case 'word': {
        if (modals.has(each.word)) return sql`true`;
        const words = [each.word, ...synonymsOf(each.word)].map((w) => sql`plainto_tsquery('english', ${w})`);
        const leaf = add(sql`(${sql.join(words, sql` || `)})`);
        return sql`(numnode(${leaf}) = 0 or c.tsv @@ ${leaf})`;
      }
      case 'phrase': {
        const exact = sql`c.content ~* ${`\\m${each.words.join(betweenWords)}\\M`}`;
        // Full text takes 5.2 or him/her for one word: there the text itself has to tell.
        if (!each.plain) return exact;
        const leaf = add(sql`phraseto_tsquery('english', ${each.words.join(' ')})`);
        return sql`((numnode(${leaf}) = 0 or c.tsv @@ ${leaf}) and ${exact})`;
      }
      case 'prefix': {
        const exact = sql`c.content ~* ${`\\m${each.prefix.replace(/['’]/g, "['’]")}`}`;
        // Stemming changes only the ends of words.
        const beginning =
          /^[a-z]{3,}$/.test(each.prefix) && each.prefix.slice(0, each.prefix.length < 6 ? 2 : 3);
        if (!beginning) return exact;
        return sql`(c.tsv @@ ${add(sql`to_tsquery('simple', ${`${beginning}:*`})`)} and ${exact})`;
      }
      case 'not':
        return sql`not ${condition(each.node)}`;
      default:
        return sql`(${sql.join(each.nodes.map(condition), sql.raw(` ${each.kind} `))})`;
    }
  };
  const holds = condition(node);
  return { leaves: leaves.length > 0 ? sql.join(leaves, sql`, `) : sql`1 as none`, holds };
}
