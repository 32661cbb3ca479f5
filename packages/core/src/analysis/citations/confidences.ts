/** 0.5 for each kind: no document of the development set is labelled with what these rules find. */
export const citationConfidences = {
  case: 0.5,
  journal: 0.5,
  statute: 0.5,
  regulation: 0.5,
  constitution: 0.5,
  other: 0.5,
};
