const shown: readonly (readonly [string, string])[] = [
  ['SUMMARY', 'Event'],
  ['DTSTART', 'Start'],
  ['DTEND', 'End'],
  ['LOCATION', 'Location'],
  ['ORGANIZER', 'Organizer'],
  ['ATTENDEE', 'Attendee'],
  ['DESCRIPTION', 'Description'],
];

/** What an invitation (iCalendar, RFC 5545) says, a line for each fact. */
export function calendarText(calendar: string): string {
  const lines = calendar
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const facts: string[] = [];
  for (const line of lines) {
    const [, name = '', parameters = '', value = ''] =
      /^([A-Za-z-]{1,30})((?:;[^:"]{0,200}(?:"[^"]{0,200}")?)*):(.*)$/.exec(line) ?? [];
    // Alarms and time zones come with dates and descriptions of their own.
    if (/^(?:END|BEGIN)$/i.test(name) && /^(?:VALARM|VTIMEZONE)$/i.test(value.trim())) {
      if (name.toUpperCase() === 'BEGIN') facts.push('');
      else facts.length = facts.lastIndexOf('');
      continue;
    }
    const label = shown.find(([key]) => key === name.toUpperCase())?.[1];
    if (label === undefined || value.trim() === '') continue;
    facts.push(`${label}: ${factText(label, value, parameters)}`);
  }
  return facts.filter((fact) => fact !== '').join('\n');
}

function factText(label: string, value: string, parameters: string): string {
  const text = value
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;\\])/g, '$1')
    .trim();
  const date = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?$/.exec(text);
  if (date !== null) {
    const [year, month, day, hour, minute, utc] = date.slice(1);
    const zone = utc === 'Z' ? ' UTC' : (/TZID="?([^";:]+)/i.exec(parameters)?.[1] ?? '');
    const clock =
      hour === undefined ? '' : ` ${hour}:${minute}${zone === ' UTC' || zone === '' ? zone : ` ${zone}`}`;
    return `${year}-${month}-${day}${clock}`;
  }
  if (label !== 'Organizer' && label !== 'Attendee') return text;
  const name = /CN="?([^";:]+)/i.exec(parameters)?.[1];
  const address = text.replace(/^mailto:/i, '');
  return name === undefined ? address : `${name} <${address}>`;
}
