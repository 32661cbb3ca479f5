/** Abbreviations (lower case, without the last full stop) after which a sentence does not end. */
export const neverFinal: ReadonlySet<string> = new Set(
  (
    'v vs no nos sec secs § art arts para paras par subsec subpara cl ch chap pt vol fig figs ex exh sched app ' +
    'e.g i.e cf viz al id ibid supra infra ca approx incl excl resp esp fn n pp p ed eds rev ' +
    'mr mrs ms messrs dr prof hon gov sen rep gen col capt lt sgt rev st ste mt ft ' +
    'fed cir supp f.supp f.2d f.3d f.4th s.ct l.ed stat cong reg cert ' +
    'attn tel fax c/o d/b/a a/k/a f/k/a n/k/a'
  ).split(' '),
);

/** Abbreviations that can also end a sentence: they do so before a word that usually starts one. */
export const maybeFinal: ReadonlySet<string> = new Set(
  (
    'inc corp ltd co cos llc llp lp plc pty bros assn dept div mfg intl natl univ l.l.c l.p l.l.p p.l.c n.a s.a ' +
    's.p.a b.v n.v a.g s.r.l pte s.a.r.l gmbh k.k ' +
    'u.s u.k e.u u.s.a u.s.c c.f.r u.n d.c n.y p.c p.a esq jr sr ph.d m.d j.d ll.m ll.b b.a m.b.a c.p.a ' +
    'a.m p.m etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ' +
    'ala ariz ark cal calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ' +
    'ore pa tenn tex va vt wash wis wyo ave blvd rd bldg ' +
    'min max avg est hr hrs yr yrs mo mos wk wks ea lb lbs oz sq cu in yd'
  ).split(' '),
);

/** Words (lower case) that usually start a sentence; after an abbreviation they tell that one has ended. */
export const sentenceStarters: ReadonlySet<string> = new Set(
  (
    'the this that these those a an if in on upon at by for from to with without within under unless until when ' +
    'where whereas while each any all every both either neither no such it its he she they we you our their his ' +
    'her your as after before during except notwithstanding subject provided however nothing there other ' +
    'otherwise also additionally furthermore moreover accordingly therefore pursuant should'
  ).split(' '),
);

/** Words (lower case) that name a part of a document and take a number or letter: "Section 2.", "Exhibit A." */
export const partNames: ReadonlySet<string> = new Set(
  (
    'section sections article articles exhibit exhibits schedule schedules annex annexes appendix attachment ' +
    'clause clauses paragraph part chapter rule item recital addendum amendment title'
  ).split(' '),
);
