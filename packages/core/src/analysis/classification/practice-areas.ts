/** A field of practice with the words that show it: in titles, and in full text (lower case, one or two words). */
export interface PracticeArea {
  readonly name: string;
  readonly title: RegExp;
  readonly signs: readonly string[];
}

function area(name: string, title: string, signs: string): PracticeArea {
  return { name, title: new RegExp(`\\b(?:${title})`), signs: signs.split(', ') };
}

/** Fields of practice. */
export const practiceAreas: readonly PracticeArea[] = [
  area(
    'Intellectual Property',
    'licen[cs]e|patent|trademark|copyright|intellectual property|technology|software|endorsement',
    'patent, patents, trademark, trademarks, copyright, copyrights, intellectual property, infringement, infringing, infringes, trade secrets, source code, licensed product, licensed products, licensed software, licensed marks, licensed content, royalty, royalties, sublicense, licensor, licensee',
  ),
  area(
    'Employment',
    'employment|employee|executive|consult(?:ing|ant)|severance|separation|offer letter|service agreement|contractor',
    'employee, employees, employment, employer, salary, wages, severance, vacation, overtime, discrimination, title vii, workplace, annual leave, executive shall, retaliation, unlawful termination',
  ),
  area(
    'Real Estate',
    'lease|sublease|real estate|mortgage|easement|tenancy|land\\b',
    'landlord, tenant, tenants, premises, lessor, lessee, real property, easement, mortgage, zoning, rent, leased premises, square feet, title insurance',
  ),
  area(
    'Privacy',
    'privacy|data (?:processing|protection|use)|hipaa',
    'personal data, personal information, data subject, data subjects, data protection, data processor, data controller, gdpr, ccpa, privacy, personally identifiable, cookies',
  ),
  area(
    'Securities',
    'securities|underwriting|registration rights|subscription|agency agreement|investment',
    'securities act, exchange act, prospectus, underwriters, underwriter, registration statement, offered shares, issuer, securities, investment adviser, mutual fund, sec filings',
  ),
  area(
    'Corporate',
    'merger|(?:stock|share|asset) purchase|shareholders?|stockholders?|operating agreement|partnership|by-?laws|joint venture|articles of',
    'shareholders, stockholders, shareholder, board of, merger, common stock, closing date, purchase price, articles of, joint venture, subsidiary, dividends, directors',
  ),
  area(
    'Banking and Finance',
    'loan|credit|promissory|demand note|guarant(?:y|ee)|security agreement|indenture|pledge|swap|isda|netting',
    'borrower, lender, lenders, loan, loans, principal amount, interest rate, collateral, guarantor, promissory note, event of, credit support, netting, swap, counterparty, credit',
  ),
  area(
    'Tax',
    'tax(?:es)?\\b|withholding',
    'taxpayer, taxpayers, internal revenue, irs, withholding, taxable, deduction, deductions, tax return, income tax, revenue service, tax court, tax',
  ),
  area(
    'Bankruptcy',
    'bankruptcy|chapter 11',
    'bankruptcy, debtor, debtors, trustee, chapter 7, chapter 11, chapter 13, creditors, automatic stay, bankruptcy court',
  ),
  area(
    'Criminal',
    'indictment|criminal|penal|plea',
    'indictment, sentenced, sentencing, guilty, convicted, conviction, prosecutor, prosecution, felony, criminal, arrest, arrested, imprisonment, warrant, terrorism, offense',
  ),
  area(
    'Immigration',
    'immigration|visa|asylum',
    'immigration, asylum, removal proceedings, visa, deportation, alien, aliens, immigration appeals, persecution, noncitizen',
  ),
  area(
    'Environmental',
    'environmental|clean (?:air|water)',
    'environmental protection, hazardous, pollution, pollutants, emissions, clean air, clean water, cercla, epa, remediation, endangered species',
  ),
  area(
    'Antitrust',
    'antitrust|competition law',
    'antitrust, sherman act, monopoly, monopolize, clayton act, price fixing, market power, anticompetitive',
  ),
  area(
    'Insurance',
    'insurance|reinsurance',
    'insurer, insurers, insured, insureds, reinsurance, policyholder, policyholders, coverage, premium, premiums, underwriting, claimant',
  ),
  area(
    'Family',
    'divorce|custody|marriage|marital|prenuptial|child support',
    'divorce, child support, custody, spouse, marital, alimony, adoption, adoptive, parental rights, visitation',
  ),
  area(
    'Health',
    'clinical|pharmaceutical|medical|hospital',
    'patient, patients, clinical, clinical trial, fda, pharmaceutical, medical, hospital, health care, physician, physicians',
  ),
  area(
    'Energy',
    'natural gas|electric|power purchase|energy|pipeline',
    'natural gas, pipeline, pipelines, electricity, megawatt, megawatts, ferc, crude oil, drilling, energy, gas',
  ),
  area(
    'Construction',
    'construction|architect',
    'subcontractor, subcontractors, architect, change order, change orders, construction, substantial completion, owner shall',
  ),
  area(
    'Constitutional',
    'constitution',
    'first amendment, fourth amendment, fourteenth amendment, due process, equal protection, constitutional, unconstitutional, free speech',
  ),
  area(
    'Administrative',
    'rulemaking|administrative',
    'agency action, administrative law, rulemaking, federal register, final rule, commission, notice of, comment period',
  ),
];

/** The field of contracts that show no other one, told by their titles. */
export const commercialArea = area(
  'Commercial',
  'supply|distribut\\w+|resell\\w+|services?|manufactur\\w+|marketing|franchise|affiliate|hosting|outsourcing|sponsorship|alliance|collaboration|cooperation|purchase|terms|non-?\\s?disclosure|confidential\\w*|nda\\b|transportation|agency|agreement|contract',
  '',
);
