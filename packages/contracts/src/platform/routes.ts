import * as z from 'zod';
import { route } from './route.ts';

const status = z.object({ status: z.enum(['healthy', 'unhealthy']) });

export const getRoot = route({
  operation: 'getRoot',
  method: 'GET',
  path: '/',
  tag: 'Operations',
  summary: 'What this server is, and where its documentation stands',
  auth: { kind: 'public' },
  success: {
    status: 200,
    description: 'Name, version and links',
    body: z.object({ name: z.string(), version: z.string(), docs: z.string(), openapi: z.string() }),
  },
  errors: [],
  example: { answer: { name: 'Elenchus', version: '1.0.0', docs: '/docs', openapi: '/openapi.json' } },
});

export const getHealth = route({
  operation: 'getHealth',
  method: 'GET',
  path: '/health',
  tag: 'Operations',
  summary: 'The state of each part: database, vectors, storage',
  auth: { kind: 'public' },
  success: {
    status: 200,
    description: 'All parts answer',
    body: status.extend({
      components: z.record(
        z.string(),
        z.object({ status: z.enum(['healthy', 'unhealthy']), latencyMs: z.number() }),
      ),
    }),
  },
  errors: ['not_ready'],
  example: {
    answer: {
      status: 'healthy',
      components: {
        database: { status: 'healthy', latencyMs: 5 },
        vectors: { status: 'healthy', latencyMs: 8 },
        storage: { status: 'healthy', latencyMs: 9 },
      },
    },
  },
});

export const getLiveness = route({
  operation: 'getLiveness',
  method: 'GET',
  path: '/health/live',
  tag: 'Operations',
  summary: 'Answers as long as the process runs',
  auth: { kind: 'public' },
  success: { status: 200, description: 'Alive', body: status },
  errors: [],
  example: { answer: { status: 'healthy' } },
});

export const getReadiness = route({
  operation: 'getReadiness',
  method: 'GET',
  path: '/health/ready',
  tag: 'Operations',
  summary: 'Answers 200 once requests can be served',
  auth: { kind: 'public' },
  success: { status: 200, description: 'Ready', body: status },
  errors: ['not_ready'],
  example: { answer: { status: 'healthy' } },
});

export const getOpenApi = route({
  operation: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  tag: 'Operations',
  summary: 'This API as an OpenAPI 3.1 document',
  auth: { kind: 'public' },
  success: { status: 200, description: 'OpenAPI 3.1', body: z.record(z.string(), z.json()) },
  errors: [],
  example: { answer: { openapi: '3.1.1', info: { title: 'Elenchus', version: '1.0.0' }, paths: {} } },
});

export const getDocs = route({
  operation: 'getDocs',
  method: 'GET',
  path: '/docs',
  tag: 'Operations',
  summary: 'The API documentation as a page',
  auth: { kind: 'public' },
  success: { status: 200, description: 'An HTML page', contentType: 'text/html', body: z.string() },
  errors: [],
});

export const listErrorPages = route({
  operation: 'listErrorPages',
  method: 'GET',
  path: '/docs/errors',
  tag: 'Operations',
  summary: 'Every error code, as a page',
  auth: { kind: 'public' },
  success: { status: 200, description: 'An HTML page', contentType: 'text/html', body: z.string() },
  errors: [],
});

export const getErrorPage = route({
  operation: 'getErrorPage',
  method: 'GET',
  path: '/docs/errors/{code}',
  tag: 'Operations',
  summary: 'What an error means and what to do about it, as a page; `type` of every error is its address',
  auth: { kind: 'public' },
  params: z.strictObject({ code: z.string().max(100) }),
  success: { status: 200, description: 'An HTML page', contentType: 'text/html', body: z.string() },
  errors: ['not_found'],
});

export const getMetrics = route({
  operation: 'getMetrics',
  method: 'GET',
  path: '/api/v1/metrics',
  tag: 'Operations',
  summary: 'Figures of the whole platform, as Prometheus reads them',
  auth: { kind: 'super' },
  success: {
    status: 200,
    description: 'Prometheus text',
    contentType: 'text/plain; version=0.0.4',
    body: z.string(),
  },
  errors: [],
  example: {
    answer: [
      '# HELP elenchus_documents Documents by status.',
      '# TYPE elenchus_documents gauge',
      'elenchus_documents{status="completed"} 3',
      '',
    ].join('\n'),
  },
});
