/** 0.5 for each rule: no document of the development set is labelled with what these rules find. */
export const termConfidences = { means: 0.5, unquoted: 0.5, bracketed: 0.5 };
