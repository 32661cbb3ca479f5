import { type ApiClient, ApiError, createApiClient } from '@elenchus/client/api-client';
import type { ClientOptions } from '@elenchus/client/client-options';

/** How long a server may be away: a restart, a deployment. */
const patienceMs = 90_000;
const attempts = 20;

interface PatientOptions extends Omit<ClientOptions, 'baseUrl' | 'retry'> {
  readonly url: string;
  /** Told of the first wait of each request. */
  readonly tell: (line: string) => void;
}

/**
 * A client that waits while the server is away. One that has not answered yet is not waited for: its address is wrong,
 * or nobody has started it.
 */
export function patientClient({ url, tell, ...options }: PatientOptions): ApiClient {
  const { fetch: send = globalThis.fetch } = options;
  let hasAnswered = false;
  return createApiClient({
    ...options,
    baseUrl: url,
    fetch: async (...request) => {
      const response = await send(...request);
      hasAnswered ||= response.status < 500;
      return response;
    },
    retry: {
      attempts,
      patienceMs,
      isWorthIt: (fault) => hasAnswered || (fault instanceof ApiError && fault.status === 429),
      onRetry({ fault, attempt }) {
        if (attempt === 1) tell(`${fault.message}; trying again.`);
      },
    },
  });
}
