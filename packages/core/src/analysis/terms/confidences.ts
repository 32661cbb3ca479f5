/** Share of findings that were right, by rule: 0.5, as no labelled documents tell it. */
export const termConfidences = { means: 0.5, unquoted: 0.5, bracketed: 0.5 };
