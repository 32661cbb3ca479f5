import { allErrors, errorGuide } from '@elenchus/contracts/platform/error-guide';
import type { ErrorCode, GatewayErrorCode } from '@elenchus/contracts/platform/errors';
import { exampleProblem } from './example-problem.ts';

type Code = ErrorCode | GatewayErrorCode;

/** The page of an error code; undefined for one that there is not. */
export function errorPage(code: string): string | undefined {
  if (!isCode(code)) return undefined;
  const { status, title } = allErrors[code];
  const { meaning, remedy } = errorGuide[code];
  return page(
    title,
    `<p><code>${code}</code>, HTTP status ${status}</p>
<h2>What it means</h2>
<p>${prose(meaning)}</p>
<h2>What to do</h2>
<p>${prose(remedy)}</p>
<h2>Example</h2>
<pre>${escapeHtml(JSON.stringify(exampleProblem(code), null, 2))}</pre>
<p><a href="/docs/errors">All errors</a> · <a href="/docs">The API</a></p>`,
  );
}

/** A page that lists all error codes by status. */
export function errorListPage(): string {
  const codes = (Object.keys(allErrors) as Code[]).toSorted(
    (a, b) => allErrors[a].status - allErrors[b].status,
  );
  const rows = codes.map(
    (code) =>
      `<tr><td>${allErrors[code].status}</td><td><a href="/docs/errors/${code}"><code>${code}</code></a></td><td>${escapeHtml(allErrors[code].title)}</td></tr>`,
  );
  return page(
    'Errors',
    `<p>Every error is a JSON document of type <code>application/problem+json</code> (RFC 9457). Its <code>type</code> is the address of one of these pages.</p>
<table>
<tr><th>Status</th><th>Code</th><th>Title</th></tr>
${rows.join('\n')}
</table>
<p><a href="/docs">The API</a></p>`,
  );
}

function isCode(code: string): code is Code {
  return Object.hasOwn(allErrors, code);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Elenchus API</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid; border-radius: 0.25rem; }
th, td { text-align: left; padding: 0.2rem 1rem 0.2rem 0; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
</body>
</html>
`;
}

/** Text with \`code\` in it. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
