import { expect, test } from 'vitest';
import { documentSentences } from './document-sentences.ts';
import { searchClauses } from './find-clauses.ts';

function clausesOf(text: string, headings: { start: number; end: number; title: string }[] = []) {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  const leveled = headings.map((each) => ({ ...each, level: 1 }));
  const search = searchClauses();
  search.read(documentSentences({ text, pages, headings: leveled }, [{ start: 0, end: text.length }]));
  return search.found();
}

const types = (text: string) => clausesOf(text).map(({ type }) => type);

test.each([
  [
    'governing_law',
    'This Agreement shall be governed by and construed in accordance with the laws of the State of Ohio.',
  ],
  [
    'anti_assignment',
    'Neither party may assign this Agreement without the prior written consent of the other party.',
  ],
  [
    'non_compete',
    'The Seller shall not engage in any business that competes with the Company for two years.',
  ],
  ['exclusivity', 'The Company appoints the Agent as its exclusive distributor in the Territory.'],
  ['no_solicit_of_employees', 'Reseller will not solicit or hire any employee of the Company for one year.'],
  ['no_solicit_of_customers', 'The Consultant shall not solicit or divert any customers of the Company.'],
  ['non_disparagement', 'The Executive shall not make any statement that disparages the Company.'],
  ['license_grant', 'Licensor hereby grants to Licensee a limited license to use the Software.'],
  ['non_transferable_license', 'Licensor grants a non-exclusive, non-transferable license to use the Marks.'],
  [
    'irrevocable_or_perpetual_license',
    'Customer grants to IBM an irrevocable, worldwide license to the Materials.',
  ],
  ['source_code_escrow', 'The source code of the Software shall be deposited with an escrow agent.'],
  [
    'ip_ownership_assignment',
    'Contractor hereby assigns to Company all right, title and interest in the Inventions.',
  ],
  ['joint_ip_ownership', 'Inventions made by both parties shall be jointly owned by them as patents issue.'],
  [
    'cap_on_liability',
    'In no event shall the liability of either party exceed the fees paid in the last twelve months.',
  ],
  ['uncapped_liability', 'Nothing in this Agreement shall limit or exclude liability for fraud or death.'],
  ['liquidated_damages', 'Buyer shall pay $5,000 per day as liquidated damages for each day of delay.'],
  ['warranty_duration', 'Seller warrants the Products against defects for a period of twelve (12) months.'],
  ['insurance', 'Supplier shall maintain commercial general liability insurance of $1,000,000.'],
  ['renewal', 'The term shall automatically renew for successive one-year periods.'],
  [
    'renewal_notice_period',
    'It shall renew unless either party gives notice thirty days prior to the end of the term.',
  ],
  [
    'termination_for_convenience',
    'Either party may terminate this Agreement without cause upon 30 days notice.',
  ],
  ['change_of_control', 'Licensor may terminate this Agreement upon a change of control of Licensee.'],
  ['right_of_first_refusal', 'Company shall have a right of first refusal to purchase the Shares.'],
  ['revenue_sharing', 'Licensee shall pay Licensor a royalty of 5% of Net Sales each quarter.'],
  ['minimum_commitment', 'Distributor agrees to meet a minimum annual purchase of 500 units.'],
  [
    'most_favored_nation',
    'Supplier shall charge prices no less favorable than those offered to any other customer.',
  ],
  ['audit_rights', 'Licensor may audit the books and records of Licensee once a year.'],
  ['confidentiality', 'Recipient shall not disclose any Confidential Information to a third party.'],
  [
    'compelled_disclosure',
    'If required by law to disclose Confidential Information, Recipient will give prior notice.',
  ],
  ['no_license', 'Nothing herein grants a license or any other right in the Confidential Information.'],
  ['no_reverse_engineering', 'Recipient shall not reverse engineer, decompile or disassemble any prototype.'],
  [
    'return_of_information',
    'Upon request Recipient shall promptly return or destroy all Confidential Information.',
  ],
  ['force_majeure', 'Neither party is liable for delay caused by acts of God or events beyond its control.'],
  [
    'entire_agreement',
    'This Agreement constitutes the entire agreement and supersedes all prior agreements.',
  ],
  ['severability', 'If any provision is held invalid, the remaining provisions remain in full force.'],
  ['dispute_resolution', 'All disputes shall be finally settled by arbitration under the rules of the AAA.'],
  ['indemnification', 'Supplier shall indemnify, defend and hold harmless Buyer from third party claims.'],
  [
    'no_third_party_beneficiaries',
    'Nothing in this Agreement confers rights on any third party beneficiary.',
  ],
])('finds %s', (type, sentence) => {
  expect(types(sentence)).toContain(type);
});

test.each([
  ['exclusivity', 'Licensor grants a non-exclusive right to use the Marks in the Territory.'],
  ['exclusivity', 'The courts of Ohio shall have exclusive jurisdiction over all disputes.'],
  ['license_grant', 'Nothing in this Agreement grants Recipient a license to use the Information.'],
  [
    'termination_for_convenience',
    'Either party may terminate this Agreement upon notice if the other is in breach.',
  ],
  ['anti_assignment', 'The employees assigned to work on the project shall be approved by Buyer.'],
  ['audit_rights', 'The Company shall furnish its audited financial statements to the Lender.'],
])('does not take it for %s', (type, sentence) => {
  expect(types(sentence)).not.toContain(type);
});

test('a definition is no clause', () => {
  expect(types('"Exclusive Right" means the exclusive right to distribute the Products.')).toEqual([]);
});

test('a sentence below a heading that names the clause comes first', () => {
  const first = 'Seller shall deliver the insurance certificate and maintain insurance coverage.\n\n';
  const heading = 'Insurance\n';
  const text = `${first}${heading}Buyer shall carry insurance at its own cost and keep each policy.`;
  const start = first.length;
  const found = clausesOf(text, [{ start, end: start + 9, title: 'Insurance' }]);
  const insurance = found.find(({ type }) => type === 'insurance');
  expect(insurance?.heading?.title).toBe('Insurance');
  expect(insurance?.sentences.map((each) => each.start)).toEqual([start + heading.length, 0]);
});

test.each([
  [
    'a run of headings',
    '15.3 Notice of Proposed Transfer\n15.4 Right of First Refusal\n15.4.3 Assignment Void without Consent',
  ],
  ['lines with leaders', 'Assignment and Transfer without Consent of the Lessor to be Void ............ 12'],
  ['a heading', '15.4 Right of First Refusal of the Franchisor in any Transfer by the Franchisee'],
])('%s is no clause', (_, text) => {
  expect(clausesOf(text)).toEqual([]);
});

test('who represents what it owns disclaims nothing', () => {
  const text =
    'Licensor represents that it owns the Marks, but makes no express or implied warranty of their validity.';
  expect(clausesOf(text).map(({ type }) => type)).not.toContain('disclaimer_of_warranties');
});

test('to have seen what others store is no right to audit', () => {
  const text =
    'We will tell you of our access to private content, unless we may not for reasons of compliance.';
  expect(clausesOf(text).map(({ type }) => type)).not.toContain('audit_rights');
});

test('types whose rules were seldom right are not told', () => {
  const text =
    'Licensee shall not contest the validity of the Trademarks or the ownership of Licensor in them.';
  expect(clausesOf(text).map(({ type }) => type)).not.toContain('covenant_not_to_sue');
});
