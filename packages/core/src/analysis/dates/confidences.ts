/**
 * Share of right findings by the rule, smoothed as (right + 1) / (found + 2) and rounded to 0.05, on the 40 contracts
 * of the development set (CUAD) with labels for agreement, effective and expiration date and renewal term; the counts
 * stand beside the figures. The rules were written with these contracts at hand. 0.5 where there are no labels. They
 * hold for contracts alone.
 */
export const dateConfidences = {
  /** 22 of 22. */
  signed: 0.95,
  /** 6 of 7. */
  'signed-title': 0.8,
  /** 0 of 1: parties sign on other days than the one of the agreement. */
  'signature-date': 0.35,
  /** 10 of 11. */
  'effective-defined': 0.85,
  /** 4 of 4. */
  'effective-means': 0.85,
  /** 2 of 2. */
  'effective-words': 0.75,
  /** 4 of 4. */
  commencing: 0.85,
  /** 2 of 2. */
  expires: 0.75,
  /** 4 of 5. */
  through: 0.7,
  /** 9 of 9. */
  'term-end': 0.9,
  /** 17 of 19. */
  'term-period': 0.85,
  /** 8 of 10. */
  'renewal-period': 0.75,
  renews: 0.5,
  'notice-period': 0.5,
  'payment-period': 0.5,
  'deadline-period': 0.5,
  'survival-period': 0.5,
  'sent-header': 0.5,
  'letter-date': 0.5,
  enacted: 0.5,
  filed: 0.5,
  decided: 0.5,
  'decided-line': 0.5,
  payment: 0.5,
  deadline: 0.5,
  'relative-day': 0.5,
  other: 0.5,
};
export type DateRuleName = keyof typeof dateConfidences;
