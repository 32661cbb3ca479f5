/** A page that shows an OpenAPI document and needs nothing from the network but that document. */
export function docsPage(styles: string, script: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Elenchus API</title>
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
<div id="docs"></div>
<script>${script.replaceAll('</script', '<\\/script')}</script>
<script>
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null, persistAuthorization: false });
</script>
</body>
</html>
`;
}
