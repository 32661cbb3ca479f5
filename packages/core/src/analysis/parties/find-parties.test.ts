import { describe, expect, test } from 'vitest';
import { findParties } from './find-parties.ts';

function parties(text: string, fileName = 'a.pdf', title: string | null = null) {
  const extracted = {
    text,
    pages: [{ page: 1, start: 0, end: text.length, source: 'text' as const }],
    headings: [],
  };
  return findParties(extracted, { fileName, title });
}

function named(text: string, fileName?: string, title?: string) {
  return parties(text, fileName, title).map(({ name, role }) => [name, role]);
}

describe('an agreement', () => {
  test('by its preamble, without addresses and legal forms', () => {
    const text =
      'SUPPLY AGREEMENT\n\nThis Supply Agreement (the "Agreement") is made as of May 1, 2020 by and between Acme Widgets, Inc., a corporation organized under the laws of the State of Delaware with offices at 1 Main Street, Springfield, IL 62701 ("Seller") and Roe & Sons LLC, an Ohio limited liability company (the “Buyer”).\n\nWHEREAS, Acme Holdings Corp. ("Parent") owns Seller;';
    expect(named(text)).toEqual([
      ['Acme Widgets, Inc.', 'Seller'],
      ['Roe & Sons LLC', 'Buyer'],
    ]);
    expect(parties(text)[0]?.evidence[0]?.quote).toMatch(/^Acme Widgets, Inc\..*\("Seller"\)$/);
  });

  test('several of one role', () => {
    const text =
      'THIS AGREEMENT is entered into as of May 1, 2020 by and among Alpha Inc., Beta LLC and Gamma Ltd. (collectively, the "Sellers") and John Q. Public, an individual (the "Buyer").';
    expect(named(text)).toEqual([
      ['Alpha Inc.', 'Sellers'],
      ['Beta LLC', 'Sellers'],
      ['Gamma Ltd.', 'Sellers'],
      ['John Q. Public', 'Buyer'],
    ]);
  });

  test('on lines of its own', () => {
    const text =
      'CONSULTING AGREEMENT\n\nTHIS AGREEMENT made effective the 10 day of January 2019,\n\nBETWEEN:\n\nEMERALD NATURALS, INC., a company having its office at 7860 Venture Street, Burnaby, BC V5A 1V3\n\n(the "Company")\n\nAND:\n\nDR. JANE ROE INC., having an office at 29 East Avenue\n\n(the "Contractor")\n\nWITNESSES THAT WHEREAS';
    expect(named(text)).toEqual([
      ['EMERALD NATURALS, INC.', 'Company'],
      ['DR. JANE ROE INC.', 'Contractor'],
    ]);
  });

  test('numbered below "Parties"', () => {
    const text =
      'SERVICE AGREEMENT\n\nPARTIES\n(1) Theta UK Limited whose registered office is at 12 New Street, London (the "Employer"); and\n(2) Brett Harris of 5 Old Road (the "Executive").\n\nAGREED TERMS';
    expect(named(text)).toEqual([
      ['Theta UK Limited', 'Employer'],
      ['Brett Harris', 'Executive'],
    ]);
  });

  test('hereinafter called', () => {
    const text =
      'This contract is made between MediWound Ltd., a corporation of Israel (hereinafter referred to as "MediWound") and Challenge Corporation Ltd., hereinafter called "CBC".\n';
    expect(named(text)).toEqual([
      ['MediWound Ltd.', 'MediWound'],
      ['Challenge Corporation Ltd.', 'CBC'],
    ]);
  });

  test('by letters', () => {
    const text =
      'Agreement\n\nParty A: Beike Co., Ltd.\nAddress: Beijing\nParty B: Baidu (Beijing) Co., Ltd.\n';
    expect(named(text)).toEqual([
      ['Beike Co., Ltd.', 'Party A'],
      ['Baidu (Beijing) Co., Ltd.', 'Party B'],
    ]);
  });

  test('a letter, by what it defines', () => {
    const text =
      'May 21, 2015\n\nDear Mr. Harris:\n\nThe undersigned, Dundee Securities Ltd. (the “Lead Agent”), understands that Tribute Canada Inc. (the “Corporation”) proposes to sell shares.';
    expect(named(text)).toEqual([
      ['Dundee Securities Ltd.', 'Lead Agent'],
      ['Tribute Canada Inc.', 'Corporation'],
    ]);
  });

  test('by its signatures where nothing else tells', () => {
    const text = `${'Both sides shall act in good faith. '.repeat(20)}\n\nACME WIDGETS, INC.\n\nBy: ____\nName: Jane Roe\n\nFor and on behalf of\nSwisscom Ltd\n`;
    expect(named(text)).toEqual([
      ['ACME WIDGETS, INC.', null],
      ['Swisscom Ltd', null],
    ]);
  });

  test('by its title where the text has the names', () => {
    const title = 'Lease between Jane Roe and John Doe';
    expect(named('Jane Roe lets the house to John Doe.', 'a.pdf', title)).toEqual([
      ['Jane Roe', null],
      ['John Doe', null],
    ]);
    expect(named('Nobody is named.', 'a.pdf', title)).toEqual([]);
  });
});

describe('papers of a court', () => {
  test('by the caption', () => {
    const text =
      'United States Court of Appeals\n\nFor the First Circuit\n\nNo. 20-1507\n\nCALVARY CHAPEL OF BANGOR,\n\nPlaintiff, Appellant,\n\nv.\n\nJANET T. MILLS, in her official capacity as Governor of the\nState of Maine,\n\nDefendant, Appellee.\n\nAPPEAL FROM THE DISTRICT COURT';
    expect(named(text)).toEqual([
      ['Calvary Chapel of Bangor', 'Plaintiff, Appellant'],
      ['Janet T. Mills', 'Defendant, Appellee'],
    ]);
  });

  test('by a caption with brackets', () => {
    const text =
      'In the Missouri Court of Appeals\n\nNICHOLE JAGELS, ) No. ED108783\n )\nAppellant, ) Appeal from the Circuit Court of\n ) St. Charles County\nvs. ) No. 1711\n )\nSTATE OF MISSOURI, ) Honorable D. Alessi\n )\n Respondent. ) Filed: January 19, 2021\n';
    expect(named(text)).toEqual([
      ['Nichole Jagels', 'Appellant'],
      ['State of Missouri', 'Respondent'],
    ]);
  });

  test('several on one side, the role on a line of its own', () => {
    const text =
      'IN THE UNITED STATES DISTRICT COURT\nFOR THE NORTHERN DISTRICT OF ILLINOIS\n\nACME WIDGETS, INC., an Illinois\ncorporation,\n\n          Plaintiff,\n\n     v.\n\nJOHN DOE and ROE CORP.,\n\n          Defendants.\n\n) \n) Case No. 1:20-cv-01234\n\nCOMPLAINT\n';
    expect(named(text)).toEqual([
      ['Acme Widgets, Inc.', 'Plaintiff'],
      ['John Doe', 'Defendant'],
      ['Roe Corp.', 'Defendant'],
    ]);
  });

  test('between lines of the docket, "v" without a stop', () => {
    const text =
      'COURT OF APPEALS\n\nPEOPLE OF THE STATE OF MICHIGAN,\n\nPlaintiff-Appellee,\n\nUNPUBLISHED\nJanuary 14, 2021\n\nv No. 350123\nWayne Circuit Court\n\nJOHN ALLEN ROE,\n\nDefendant-Appellant.\n';
    expect(named(text)).toEqual([
      ['People of the State of Michigan', 'Plaintiff-Appellee'],
      ['John Allen Roe', 'Defendant-Appellant'],
    ]);
  });

  test('in the matter of one', () => {
    const text =
      'UNITED STATES COURT OF APPEALS\nFOR THE TENTH CIRCUIT\n____\nIn re: RICHARD P. ROE No. 21-800\n____\nORDER\n';
    expect(named(text)).toEqual([['Richard P. Roe', null]]);
  });
});

describe('a message', () => {
  test('who sends and receives it, and the messages that it quotes', () => {
    const text =
      'Subject: X\nFrom: "Bailey, Susan" <s@example.com>\nTo: Abrams, Clement <c@example.com>, John Smith <j@example.com>\nCc: k@example.com\n\nHello\n\n-----Original Message-----\nFrom: Jones, Tana\nSent: Thursday, November 15, 2001\nTo: Bailey, Susan; Vanek, Darren\nSubject: Y\n\nhi';
    expect(named(text, 'a.eml')).toEqual([
      ['Susan Bailey', 'sender'],
      ['Clement Abrams', 'recipient'],
      ['John Smith', 'recipient'],
      ['k@example.com', 'recipient'],
      ['Tana Jones', 'sender'],
      ['Darren Vanek', 'recipient'],
    ]);
  });
});

test.each([
  '',
  'This policy applies to all employees. Keep your password secret.',
  'The difference between Summer and Winter is large.',
])('nobody in %j', (text) => {
  expect(parties(text)).toEqual([]);
});

describe('a slip opinion', () => {
  const opinion = (caption: string) =>
    `(Slip Opinion) OCTOBER TERM, 2012\n\nSyllabus\n\nThe syllabus is no part of the opinion.\nSee United States v. Detroit Timber & Lumber Co., 200 U. S. 321, 337.\n\nSUPREME COURT OF THE UNITED STATES\n\nSyllabus\n\n${caption}\n\nCERTIORARI TO THE UNITED STATES COURT OF APPEALS FOR\nTHE TENTH CIRCUIT\n\nNo. 11–889. Argued April 23, 2013\n\nText.`;

  test.each([
    ['DOVER WATER DISTRICT v.\nROEBUCK ET AL.', 'Dover Water District', 'Roebuck'],
    ['Dover Water District v. Roe', 'Dover Water District', 'Roe'],
    ['DOVER WATER DISTRICT, PETITIONER v. JANE\nROE ET AL., RESPONDENTS', 'Dover Water District', 'Jane Roe'],
  ])('%j', (caption, petitioner, respondent) => {
    expect(named(opinion(caption))).toEqual([
      [petitioner, 'Petitioner'],
      [respondent, 'Respondent'],
    ]);
  });
});

test('a role is no party beside whom it is defined for', () => {
  const text =
    'CONSULTING AGREEMENT\n\nTHIS AGREEMENT made this 30th day of April (the “Effective Date”) between Slinger Bag Inc., a Nevada company (the “Company”) and Aitan Roe, an individual residing in Bet Shemesh, Israel (the “Consultant”)\n\nA. The Company is engaging Consultant.';
  expect(named(text)).toEqual([
    ['Slinger Bag Inc.', 'Company'],
    ['Aitan Roe', 'Consultant'],
  ]);
});

test.each([
  ['“Acme,” “We,” and “Us” refer to Acme Cloud, Inc., as well as our affiliates.', 'Acme Cloud, Inc.', 'We'],
  ['These terms are offered by Acme Cloud, Inc. (“we” or “us”) to everybody.', 'Acme Cloud, Inc.', 'We'],
  ['These terms are an agreement between you and Acme Cloud LLC about the site.', 'Acme Cloud LLC', null],
])('who offers terms: %s', (sentence, name, role) => {
  expect(named(`Terms of Service\n\nPlease read them.\n\n${sentence}`)).toEqual([[name, role]]);
});
