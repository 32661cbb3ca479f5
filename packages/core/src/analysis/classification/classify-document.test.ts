import { expect, test } from 'vitest';
import { documentSentences } from '../clauses/document-sentences.ts';
import { classifyDocument } from './classify-document.ts';

function classify(text: string, mediaType = 'text/plain') {
  const pages = [{ page: 1, start: 0, end: text.length, source: 'text' as const }];
  const sentences = documentSentences({ text, pages, headings: [] }, [{ start: 0, end: text.length }]);
  const found = classifyDocument(text, sentences, mediaType);
  const { documentType, category, practiceArea, purpose } = found;
  const proof = documentType && text.slice(documentType.proof.start, documentType.proof.end);
  return {
    type: documentType?.value,
    category: category?.value,
    area: practiceArea?.value,
    purpose: purpose?.value,
    proof,
  };
}

const court =
  'UNITED STATES DISTRICT COURT\nDISTRICT OF OHIO\n\nA. SMITH, Plaintiff,\nv.\nB. JONES, Defendant.\nCase No. 1:20-cv-1\n\n';

test.each([
  [
    'Exhibit 10.2\n\nMARKETING AFFILIATE AGREEMENT\n\nThis Agreement is made by Acme.',
    'Marketing Affiliate Agreement',
    'contract',
  ],
  ['CONTENT LICENSE\nAGREEMENT\n\nThis Agreement is made by Acme.', 'Content License Agreement', 'contract'],
  ['ACME HOLDINGS, INC.\nRESELLER AGREEMENT\n\nText.', 'Reseller Agreement', 'contract'],
  [
    'Acme\n\nThis Mutual Non-Disclosure Agreement (the "Agreement") is made by Acme.',
    'Mutual Non-Disclosure Agreement',
    'contract',
  ],
  ['Privacy Policy\n\nWe keep data.', 'Privacy Policy', 'policy'],
  ['From: a@b.example\nTo: c@d.example\nSubject: The lease agreement\n\nHi', 'E-mail', 'correspondence'],
  [
    '12 May 2020\n\nDear Mr. Smith,\n\nYou owe us money.\n\nYours sincerely,\nA. Jones',
    'Letter',
    'correspondence',
  ],
  ['MEMORANDUM\n\nTO: File\nFROM: A. Jones\nRE: Smith\n\nText.', 'Memorandum', 'memorandum'],
  ['ACME LTD\nINVOICE\nInvoice No: 17\nAmount due: $5', 'Invoice', 'financial'],
  [`${court}COMPLAINT FOR DAMAGES\n\nPlaintiff says this.`, 'Complaint for Damages', 'pleading'],
  [`${court}ORDER\n\nIT IS SO ORDERED.`, 'Order', 'order'],
  [`${court}Per curiam. We affirm the judgment.`, 'Court Opinion', 'case_law'],
  [
    'Docket No. MD17-1\n\nDEPARTMENT OF THE NAVY\nDISCHARGE REVIEW BOARD\nDECISIONAL DOCUMENT\n\nThe Board found no error.',
    'Administrative Decision',
    'case_law',
  ],
  ['Terms of Service\n\nThese terms bind you.', 'Terms of Service', 'contract'],
  ['An Act to amend the Tax Code\n\nBe it enacted by the Senate.', 'Statute', 'statute'],
])('%j', (text, type, category) => {
  expect(classify(text)).toMatchObject({ type, category });
});

test('the proof of a title is the title as printed', () => {
  expect(classify('Exhibit 10.2\n\nSUPPLY AGREEMENT\n\nText.').proof).toBe('SUPPLY AGREEMENT');
});

test.each([
  'Hello there.',
  'The terms of service agreements and the\nopen tool give agencies help.',
  '',
  '• The Lease Agreements',
])('says nothing of %j', (text) => {
  expect(classify(text)).toMatchObject({ type: undefined, category: undefined });
});

test('a message without header lines is an e-mail by its media type', () => {
  expect(classify('\nHi Bob', 'message/rfc822')).toMatchObject({ type: 'E-mail', proof: 'Hi Bob' });
});

test('a board decides as a matter of administrative law, whatever offences it weighs', () => {
  const offences = 'The conviction, a felony offense, came before his sentencing and imprisonment. '.repeat(
    3,
  );
  const text = `Case No. 17\n\nBOARD OF REVIEW\nDECISION\n\n${offences}The guilty plea and the prosecution. The Board found no error.`;
  expect(classify(text).area).toBe('Administrative');
});

test('terms of service speak of many fields and belong to none of them', () => {
  const text = `Terms of Service\n\n${'A patent, a trademark, copyrights and trade secrets, any copyright, infringement of source code. '.repeat(4)}`;
  expect(classify(text).area).toBe('Commercial');
});

test('names the field of practice by title or by many of its words', () => {
  expect(classify('OFFICE LEASE\n\nThe Landlord lets the Premises to the Tenant.').area).toBe('Real Estate');
  expect(classify('SUPPLY AGREEMENT\n\nSeller sells goods.').area).toBe('Commercial');
  const words =
    'The landlord and the tenant of the premises agreed on rent. The lessor has an easement on real property.';
  expect(
    classify(`Notes\n\n${words} The zoning of the leased premises. The mortgage. Square feet.`).area,
  ).toBe('Real Estate');
  expect(classify('Notes\n\nThe landlord called.').area).toBeUndefined();
});

test.each([
  'No provision of this Agreement is intended to confer any benefit on a person other than the parties.',
  'However, if Seller desires to sell more goods the parties will work together on that.',
])('%s is no purpose', (sentence) => {
  expect(classify(`SUPPLY AGREEMENT\n\nText here.\n\n${sentence}`).purpose).toBeUndefined();
});

test('the purpose is the sentence that states it', () => {
  const recital = 'WHEREAS, Acme desires to sell its goods in Ohio;';
  expect(
    classify(`SUPPLY AGREEMENT\n\nText here.\n\n${recital}\n\nNothing here is intended to bind.`).purpose,
  ).toBe(recital);
  const stated = 'The purpose of this Policy is to keep personal data safe.';
  expect(classify(`Privacy Policy\n\nIntroduction.\n\n${stated}`).purpose).toBe(stated);
});
