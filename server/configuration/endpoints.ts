import type { EndpointConfiguration } from '../referral/endpoint/endpoint-sender.js';
import type { Variables } from './variables.js';

/** The endpoints of services, each with its secret; one without is reported as a problem before. */
export function endpointsOf(values: Variables): EndpointConfiguration {
  const { REFERRAL_ENDPOINTS: urls, REFERRAL_SECRETS: secrets } = values;
  const endpoints = [...(urls ?? [])].flatMap(([service, url]) => {
    const secret = secrets?.get(service);
    return secret === undefined ? [] : [[service, { url, secret }] as const];
  });
  return {
    endpoints: new Map(endpoints),
    loopbackAllowed: values.REFERRAL_ENDPOINT_LOOPBACK === 'allowed',
  };
}
