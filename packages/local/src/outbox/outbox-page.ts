import type { OutboxMail } from './read-outbox.ts';

const styles = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #8885; border-radius: 6px; padding: 0 1rem; margin: 1rem 0; }
h2 { font-size: 1.1rem; } dl { display: grid; grid-template-columns: 5rem 1fr; } dd { margin: 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }`;

/** The mails as a page without scripts; what they hold shows as text, of which addresses of the web are links. */
export function outboxPage(mails: readonly OutboxMail[]): string {
  const list = mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(article).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Outbox</title>
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
<h1>Outbox</h1>
<p>Mails of this server that were not sent, newest first. Only this machine can see them.</p>
${list}
</body>
</html>
`;
}

function article({ subject, from, to, kind, createdAt, text, html }: OutboxMail): string {
  const fields = Object.entries({ From: from, To: to, Kind: kind, Written: createdAt });
  return `<article>
<h2>${escaped(subject)}</h2>
<dl>${fields.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
<pre>${withLinks(text)}</pre>
<details><summary>HTML</summary><pre>${escaped(html)}</pre></details>
</article>`;
}

function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, at) => (at % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`))
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
