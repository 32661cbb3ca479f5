export { refuseUnknownRoute as handler } from '@elenchus/lambda/http/refuse-unknown-route';
