/** A matter that lawyers ask about in many words, with how questions and clauses put it. */
export interface LegalConcept {
  readonly name: string;
  /** Words, or pairs of words next to each other (stop words apart), that show the concept. */
  readonly signs: readonly string[];
  /** Words by which a clause on it is found in full text. */
  readonly words: readonly string[];
}

function concept(name: string, signs: string, words: string): LegalConcept {
  return { name, signs: signs.split(', '), words: words.split(' ') };
}

/** The common clauses of commercial contracts and the words that go with them. */
export const legalConcepts: readonly LegalConcept[] = [
  concept(
    'effective-date',
    'become effective, becomes effective, effective date, made effective, commencement date, entered into, effective agreement, come into force, comes into force',
    'effective dated entered made commence',
  ),
  concept(
    'expiration',
    'initial term, term expire, expire, expires, expiry, expiration, expiration date, end date, term agreement, term continue, full force, remain in effect, continue effect, term commence, years effective',
    'term expire expiration initial period years commence continue effect terminated',
  ),
  concept(
    'renewal',
    'renew, renewal, renews, renewed, automatically renew, extend term, successive, successive term, additional term, extension term, extended additional, renewal term',
    'renew renewal automatically successive additional extend extension term unless',
  ),
  concept(
    'notice-of-non-renewal',
    'stop renew, prevent renew, non-renewal, nonrenewal, notice renew, notice non-renewal, intention renew, elect renew, notice prior expiration',
    'renew renewal notice prior written expiration intention days non-renewal',
  ),
  concept(
    'governing-law',
    'governing law, law govern, law governs, govern law, governed construed, governed law, construed accordance, law state, laws state, laws province, laws england, choice law, conflict law, country law, applicable law, jurisdiction, venue',
    'governed construed governing law laws accordance conflict jurisdiction',
  ),
  concept(
    'termination-for-convenience',
    'without cause, convenience, terminate convenience, any reason, no reason, terminate time, terminate notice, end notice, end agreement, cancel agreement, terminate agreement, giving notice',
    'terminate termination cancel convenience reason cause prior written notice time days',
  ),
  concept(
    'after-termination',
    'continue termination, after termination, post-termination, wind-down, winddown, transition, last-buy, survive, survival, upon termination, effect termination, expiration termination, termination expiration, following termination, termination expiry, transition services',
    'termination expiration upon transition return following effective survive cease wind-down continue remaining',
  ),
  concept(
    'assignment',
    'assign, assigned, assignment, assigns, assignable, transfer agreement, delegate, assign agreement, assign transfer, prior consent',
    'assign assigned assignment assignable transfer delegate consent prior written rights obligations',
  ),
  concept(
    'change-of-control',
    'change control, change ownership, merger, consolidation, merger consolidation, acquisition, sale assets, substantially assets, acquired',
    'change control merger consolidation acquisition acquire sale substantially assets stock ownership successor',
  ),
  concept(
    'minimum-commitment',
    'minimum order, minimum purchase, minimum payment, minimum commitment, minimum quantity, minimum, purchase commitment, take pay, take-or-pay, guaranteed minimum, minimum annual, least units',
    'minimum purchase least order quantity commitment annual guaranteed quota shortfall',
  ),
  concept(
    'licence-grant',
    'licence, license, licensed, sublicense, hereby grants, grants license, license grant, right license, right use, grant licence, royalty-free, non-exclusive, nonexclusive',
    'grants license licence right nonexclusive exclusive royalty-free use sublicense',
  ),
  concept(
    'licence-non-transferable',
    'non-transferable, nontransferable, non-assignable, transferable, non transferable',
    'non-transferable nontransferable transferable transfer sublicense license non-exclusive non assign',
  ),
  concept(
    'licence-perpetual',
    'irrevocable, perpetual, perpetual license, perpetuity, irrevocable perpetual',
    'irrevocable perpetual perpetuity license worldwide royalty-free fully paid-up',
  ),
  concept(
    'licence-unlimited',
    'unlimited usage, enterprise-wide, enterprise, unlimited, site license, unlimited use, all-you-can-eat',
    'unlimited enterprise license users copies any number',
  ),
  concept(
    'affiliate-licence',
    'affiliate, affiliates, licensee affiliates, licensor affiliates, subsidiaries, affiliate license',
    'affiliates affiliate subsidiaries license grants licensee licensor group',
  ),
  concept(
    'audit',
    'audit, audits, auditor, inspect, inspection, inspect books, books records, accounting records, examine, examine records',
    'audit inspect inspection examine books records accountant premises access auditor reasonable notice',
  ),
  concept(
    'liability-cap',
    'limit liability, liability limit, limitation liability, liability cap, cap liability, liability exceed, aggregate liability, total liability, maximum liability, consequential damages, incidental consequential, indirect incidental, punitive damages, special incidental, time claims, bring claims, limit applies',
    'liability liable exceed aggregate damages consequential indirect incidental special punitive maximum loss profits limited',
  ),
  concept(
    'liability-uncapped',
    'not capped, uncapped, liability capped, capped, unlimited liability, gross negligence, willful misconduct, wilful misconduct, liability breaches, except liability, exclude liability, limit exclude, death personal, personal injury',
    'liability except gross negligence willful misconduct fraud breach confidentiality indemnification limitation damages nothing exclude',
  ),
  concept(
    'warranty-duration',
    'warranty, warranty period, warranties, warrants, warranted, defect, defects, warranty defects, free defects, materials workmanship',
    'warranty warrants warranted period defects defective materials workmanship days months repair replace',
  ),
  concept(
    'exclusivity',
    'exclusive, exclusively, exclusivity, exclusive right, sole exclusive, deal exclusively, exclusive basis, exclusive distributor, sole source, preferred provider',
    'exclusive exclusively exclusivity sole solely only third purchase territory appoint',
  ),
  concept(
    'revenue-sharing',
    'share revenue, revenue share, revenue profit, profit sharing, revenue sharing, share profit, royalty, royalties, commission, net revenue, gross revenue, percent revenue, percentage revenue, net sales, gross profit, gross sales',
    'revenue revenues profit profits percent royalty royalties commission net gross share percentage sales pay',
  ),
  concept(
    'third-party-beneficiary',
    'third-party beneficiary, party beneficiary, third beneficiary, beneficiary, beneficiaries, enforce beneficiary, intended beneficiary',
    'third beneficiary beneficiaries benefit enforce enforceable person intended inure',
  ),
  concept(
    'most-favoured-nation',
    'favored nation, favoured nation, favored customer, least good, less favorable, no less, favorable terms, terms least, good given, lowest price, more favorable',
    'favorable favored favoured lower lowest price terms customer comparable offered',
  ),
  concept(
    'volume-restriction',
    'volume threshold, usage threshold, exceeding usage, usage volume, exceed volume, threshold, excess usage, maximum volume, maximum number, additional fee, usage limit',
    'exceed exceeds excess maximum volume number additional fee limit per hours usage more threshold',
  ),
  concept(
    'joint-ownership',
    'owned jointly, jointly owned, jointly own, joint ownership, property jointly, joint intellectual, joint inventions, jointly developed, joint patents',
    'jointly joint owned own ownership intellectual property inventions developed patents undivided',
  ),
  concept(
    'ip-ownership',
    'intellectual property, own right, right title, title interest, work hire, work made, property created, become property, sole property, exclusive property, invention, inventions, vest, hereby assigns, ownership intellectual',
    'intellectual property title interest ownership own owned assign assigns work hire inventions sole belong vest copyright patent developed',
  ),
  concept(
    'carve-outs',
    'carve-outs, carve-out, exceptions, exception, exceptions non-compete, notwithstanding foregoing, except foregoing, nothing prevent, nothing restrict, not prohibit, not apply',
    'notwithstanding except exception foregoing nothing prohibit restrict prevent compete exclusivity exclusive however apply',
  ),
  concept(
    'non-compete',
    'non-compete, noncompete, compete, competing, competition, competitive, competitor, competitors, not compete, restricted compete, competitive products, competing product, competing business, non-competition',
    'compete competing competition competitive competitor competitors similar business engage directly indirectly territory products sell restricted',
  ),
  concept(
    'non-solicit-employees',
    'solicit, soliciting, solicitation, non-solicitation, solicit employees, hire employees, solicit hire, hiring, employ employee, induce employee, solicit employment, soliciting hiring',
    'solicit hire employ employee employees induce entice engage personnel recruit employment leave',
  ),
  concept(
    'non-solicit-customers',
    'solicit customers, customer non, customers partners, party customers, divert customers, customers clients, clients customers',
    'solicit customers clients divert business entice',
  ),
  concept(
    'non-disparagement',
    'disparage, disparaging, disparagement, derogatory, defame, defamatory, good name, disrepute, reputation goodwill, ridicule',
    'disparage disparaging disparagement derogatory reputation goodwill negative detrimental defamatory disrepute ridicule image',
  ),
  concept(
    'insurance',
    'insurance, insured, insurer, insurance coverage, liability insurance, certificate insurance, additional insured, carry insurance',
    'insurance insured coverage policy policies certificate maintain commercial general liability occurrence workers',
  ),
  concept(
    'first-refusal',
    'rofr, rofo, rofn, first refusal, first offer, first negotiation, right first, last refusal, right refusal, option purchase, matching right, match offer',
    'first refusal offer negotiation option right negotiate exclusive third bona fide match notify',
  ),
  concept(
    'covenant-not-to-sue',
    'not sue, covenant sue, contesting, contest, challenge validity, contest validity, contest ownership, barred contesting, attack validity, bring claim, bringing claims, release claims, dispute ownership, challenge',
    'contest challenge validity dispute attack ownership release claims sue covenant action registration trademarks title directly acknowledges',
  ),
  concept(
    'liquidated-damages',
    'liquidated damages, termination fee, liquidated, penalty, early termination, cancellation fee, break-up fee',
    'liquidated damages penalty fee termination pay early sum cancellation',
  ),
  concept(
    'price-restriction',
    'price increase, increase price, raise price, lowering prices, raising lowering, price limited, increase fees, fee increase, prices fixed, raise prices',
    'price prices increase increased fees rates exceed percent annual change adjustment',
  ),
  concept(
    'source-code-escrow',
    'source code, escrow, escrow agent, deposited escrow, release source, deposit materials',
    'source code escrow deposit agent release',
  ),
  concept(
    'indemnity',
    'indemnify, indemnification, indemnity, indemnified, hold harmless, defend indemnify, harmless',
    'indemnify indemnification indemnity harmless defend losses claims',
  ),
  concept(
    'confidentiality',
    'confidential, confidentiality, confidential information, non-disclosure, nondisclosure, trade secret, trade secrets, proprietary information, secrecy',
    'confidential confidentiality disclose disclosure proprietary secret information',
  ),
  concept(
    'force-majeure',
    'force majeure, act god, acts god, beyond control, reasonable control',
    'force majeure god beyond control delay strike war',
  ),
  concept(
    'disputes',
    'arbitration, arbitrate, arbitrator, mediation, dispute, disputes, dispute resolution, exclusive jurisdiction, courts located, submit jurisdiction',
    'arbitration arbitrator mediation dispute court courts jurisdiction resolved',
  ),
  concept(
    'payment',
    'payment terms, pay invoice, invoice, payable, paid, fee, fees, price, how much, purchase price, compensation, salary, rent',
    'payment pay paid payable invoice fee fees price amount compensation',
  ),
  concept(
    'breach-and-cure',
    'material breach, breach, default, cure, cure period, remedy breach, event default, uncured',
    'breach default cure material remedy terminate notice days',
  ),
  concept(
    'notices',
    'notices, notice address, addressed, registered mail, certified mail, notice given, notice sent',
    'notices notice address written mail delivered facsimile attention',
  ),
  concept(
    'parties',
    'between parties, contracting parties, made between, names parties',
    'between among corporation party parties hereinafter referred',
  ),
  concept(
    'amendment',
    'amend, amendment, amended, modify, modification, waiver, waive, modified writing',
    'amend amendment modify modification waiver writing signed',
  ),
];
