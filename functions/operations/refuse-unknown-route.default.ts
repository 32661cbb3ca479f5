import { refuseUnknownRoute } from '@elenchus/lambda/http/refuse-unknown-route';

export const handler = refuseUnknownRoute;
