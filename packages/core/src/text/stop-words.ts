/** English words (lower case) that say nothing of a text's matter; question words and modals among them. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a about above after again against all also am an and any are aren as at be because been before being below ' +
    'between both but by can cannot could did do does doing done down during each either else ever every few for ' +
    'from further had has have having he her here hers herself him himself his how many much i if in into is it its itself ' +
    'just let ll may me might mine more most must my myself neither no nor not now of off on once one only onto or ' +
    'other others our ours ourselves out over own per please re s same shall she should so some such t than that ' +
    'the their theirs them themselves then there thereby therefor therefore therein thereof thereto these they ' +
    'this those through thus to too toward under until up upon us ve very via was we were what whatever when ' +
    'where whereas whereby wherein whether which while who whom whose why will with within would yes yet you your ' +
    'yours yourself hereby herein hereof hereto hereunder hereinafter hereafter thereunder said tell show find ' +
    'give describe explain list say says state states stated mention mentioned mentions document documents'
  ).split(' '),
);
