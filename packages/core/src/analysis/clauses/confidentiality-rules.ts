import { type ClauseRule, rules } from './clause-rule.ts';

const secret = /\b(?:confidential\w*|proprietary|information|materials|documents|copies|secrets?)\b/;

/** Clauses on secrecy and what may or must be done with what is secret. */
export const confidentialityRules: readonly ClauseRule[] = [
  ...rules('confidentiality', 0.5, 'confidential proprietary trade disclosure nondisclosure secret', [
    {
      all: [
        /\b(?:confidential\w*|proprietary information|trade secrets?|non-?disclosure|secret)\b/,
        /\b(?:shall|will|agrees?|must|undertakes?|may)\b/,
        /\b(?:not\b.{0,150}\b(?:disclos\w+|use|divulge|reveal|communicate)|(?:keep|hold|maintain|treat|protect)\b.{0,200}\b(?:confiden\w+|secret|secrecy)|confiden\w+ (?:basis|obligations))\b/,
      ],
    },
  ]),
  ...rules('return_of_information', 0.5, 'return returned destroy destruction destroyed', [
    {
      all: [
        /\b(?:return|destroy)(?:ed|s)?\b|\bdestruction\b/,
        secret,
        /\b(?:shall|will|agrees?|must|undertakes?|to)\b/,
        /\b(?:request|terminat\w+|expir\w+|demand|completion|promptly|immediately|discretion|conclu\w+|end of)\b/,
      ],
      none: /\b(?:defective|tax returns?|goods|returned unopened)\b/,
    },
  ]),
  ...rules('compelled_disclosure', 0.9, 'required compelled ordered obliged law court subpoena legally', [
    {
      all: [
        /\b(?:required|compelled|ordered|obliged|obligated|requires?|requested|requirement)\b/,
        /\b(?:laws?|court|regulat\w+|subpoena|judicial|government\w*|legal process|legally|authority|stock exchange)\b/,
        /\b(?:disclos\w+|confidential\w*)\b/,
        /\b(?:notice|notif\w+|inform|advise|prior|protective order|warning)\b/,
      ],
    },
  ]),
  ...rules('no_license', 0.9, 'license licence right', [
    {
      all: [
        /\b(?:no|nothing|not|neither|none|nor)\b/,
        /\b(?:licen[cs]es?|rights?|title|ownership|interest)\b/,
        /\b(?:grant\w*|confer\w*|convey\w*|transfer\w*|impl(?:y|ied|ies)|constru\w+|acquire|obtain)\b/,
        /\b(?:confidential\w*|information|patents?|trademarks?|copyrights?|intellectual property|trade secrets?)\b/,
        /\b(?:licen[cs]es?|right,? title|property rights?|rights? (?:in|to|under|or)|proprietary rights?|ownership)\b/,
      ],
      none: /\b(?:assign this|waiver|third part(?:y|ies) (?:benef\w+|rights)|hereby grants)\b/,
    },
  ]),
  ...rules('no_reverse_engineering', 0.5, 'reverse decompile disassemble reconstruct analyze analyse', [
    {
      all: [
        /\b(?:reverse[- ]engineer\w*|decompil\w+|disassembl\w+|reverse[- ]assembl\w+)\b/,
        /\b(?:not|nor|neither|refrain|no|without|or)\b/,
        /\b(?:shall|will|may|agrees?|must|not to)\b/,
      ],
    },
  ]),
];
