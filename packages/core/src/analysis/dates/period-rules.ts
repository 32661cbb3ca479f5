import type { DateRuleName } from './confidences.ts';

/** What a period is for. */
export interface PeriodRule {
  readonly name: DateRuleName;
  readonly type: string;
  readonly label: string;
}

/** "gives notice of its intent not to renew at least", before a period that runs back from an event. */
const noticed =
  /\b(?:notice|notif(?:y|ies|ied)|notification)\b[^.;]{0,140}?\b(?:at least|not less than|no less than|no later than|not later than|within|more than|fewer than|least)(?: a period of)? ?$|\bnotice\b[^.;]{0,60}$/;
/** Who or what a thing of the past is told of: "an employee whose employment was terminated at least". */
const happened =
  /\b(?:who|whose|which|that)\b[^,;.]{0,80}\b(?:was|were|has been|have been|had been)\b(?:(?!\b(?:shall|must|will|agrees?)\b)[^,;.]){0,120}$/;

/** The rule of a period by the words around it; null for one that binds to nothing. */
export function periodRule(before: string, after: string): PeriodRule | null {
  const around = `${before.slice(before.lastIndexOf('. ') + 1)}|${after.split('. ')[0] ?? ''}`;
  if (
    /^(?:['"]s?)? ?(?:advance |prior |written |of |such )*(?:notice|notification)\b/.test(after) ||
    /\bnotice of (?:at least |not less than )?$/.test(before)
  ) {
    return { name: 'notice-period', type: 'notice', label: 'Notice' };
  }
  if (/^(?: of age\b|[- ]old\b)/.test(after)) return null;
  if (noticed.test(before) && /^ ?(?:prior|before|in advance|preceding|of intent)/.test(after)) {
    return { name: 'notice-period', type: 'notice', label: 'Notice' };
  }
  if (
    /\b(?:renew|extend|extension|successive|additional|year to year|month to month)\w*\b[^.;]{0,90}$/.test(
      before,
    ) &&
    /^[^.;|]{0,60}\b(?:term|period|renew|each|unless|thereafter|extension)/.test(after)
  ) {
    return { name: 'renewal-period', type: 'renewal', label: 'Renewal' };
  }
  const bound =
    /\b(?:within|no later than|not later than|at least|not less than|less than|prior to|after|for|upon|in|period of|next|exceed|term of|net|every|additional|than|successive|shall be|be|is|until) (?:a |an |the |any |its |such )?(?:further |first |next |initial |additional |maximum |minimum |period of |term of |prior |up to )*$/;
  if (!bound.test(before)) return null;
  if (/\b(?:written |prior |advance )notice\b/.test(after.slice(0, 40)))
    return { name: 'notice-period', type: 'notice', label: 'Notice' };
  if (
    /\bterm(?: of [^.;]{0,60})? and for (?:an? )?(?:period of |additional )*$/.test(before) ||
    /^,? ?(?:thereafter|(?:after|following|from) (?:the |any |such |its |date of |effective date of )*(?:terminat|expir|end of))/.test(
      after,
    )
  ) {
    return { name: 'survival-period', type: 'other', label: 'After the end' };
  }
  if (
    /\b(?:term|agreement|continue|remain|in effect|in force|expire)\b(?:[^.;]|\.\d){0,200}\b(?:for|of|be|is|on the|until) (?:a |an |the )?(?:further |first |initial |period of |term of )*$/.test(
      before,
    ) &&
    !/\bsurviv/.test(around) &&
    !/\b(?:unremedied|existed|default|breach|records|consecutively|months?|loans?|rate)\b[^.;]{0,60}$/.test(
      before,
    ) &&
    !/\bwithin (?:a )?(?:period of )?$/.test(before)
  ) {
    return { name: 'term-period', type: 'expiration', label: 'Term' };
  }
  if (
    /\b(?:pay|paid|payable|payment|invoice|remit|reimburse|refund)\w*\b/.test(around) &&
    /\b(?:within|net|later than|in|after|than) (?:a )?(?:period of )?$/.test(before)
  ) {
    return { name: 'payment-period', type: 'payment', label: 'Payment' };
  }
  if (
    !happened.test(before) &&
    /\b(?:within|later than|at least|less than|prior to) (?:a |an |the |any |such )?(?:period of |further |next )*$/.test(
      before,
    )
  ) {
    return { name: 'deadline-period', type: 'deadline', label: 'Deadline' };
  }
  return null;
}
