/** Stems that are found in every contract, by how little they tell; all other stems weigh 1. */
const bands: readonly (readonly [weight: number, stems: string])[] = [
  [
    0.3,
    'agree parti provid includ right term sect respect product applic dat oblig servic relat use agre inform tim ' +
      'requir law without written reason day subject otherwiz prior set accordanc request provis materi business ' +
      'follow event third compani pursuant except contract corp inc llc ltd corpor person set forth mean herein',
  ],
  [
    0.55,
    'notic effect limit termin agent sourc cost order expens connect approv fil affili mad execut claim develop ' +
      'purpos mak properti deliver sal writ period action extent oper cas necessari condit market pag specifi act ' +
      'represent amount deem direct due perform contain regard receiv form part unit caus result gener copi',
  ],
  [
    0.75,
    'licens confidenti payment fee securiti liabiliti breach control month authoriti pay consent exhibit transfer ' +
      'design articl system unless permit assign employe interest customer purchas deliveri regul schedul ' +
      'determin obtain year notifi support proceed incur first exchang express good amend respons sol grant ' +
      'behalf govern public similar avail however legal offer damag constitut distribut matter paid failur court ' +
      'continu plan conduct asset affect defin pric charg process entitl record data sale report account work',
  ],
];

const weights: ReadonlyMap<string, number> = new Map(
  bands.flatMap(([weight, stems]) => stems.split(' ').map((stem) => [stem, weight] as const)),
);
const numberWeight = 0.3;

/** How telling a stem is in legal texts, from 0.3 to 1. */
export function wordWeight(stem: string): number {
  if (/^\p{N}+$/u.test(stem) || stem.length < 2) return numberWeight;
  return weights.get(stem) ?? 1;
}
