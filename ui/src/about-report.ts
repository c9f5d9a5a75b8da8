import type { AboutView, FailureView, Snapshot, TenantView } from './backend/contract';

function failuresIn(part: unknown): FailureView[] {
  if (Array.isArray(part)) return part.flatMap(failuresIn);
  if (typeof part !== 'object' || part === null) return [];
  if ('diagnosis' in part) return [part as FailureView];
  return Object.values(part).flatMap(failuresIn);
}

const measure = (value: number | null, unit: string) =>
  value === null ? 'unknown' : `${value} ${unit}`;

function deepLinks({ deepLinks, linksGoTo }: TenantView): string {
  if (deepLinks) return 'usable';
  return linksGoTo === null ? 'not usable' : 'another program gets them';
}

function ofTenant({ tenant }: Snapshot): string[] {
  if (tenant === null) return ['Tenant: none'];
  return [
    `Tenant: ${tenant.domain}${tenant.demo ? ' (demo)' : ''}`,
    `Client ID: ${tenant.clientId}`,
    `Return path: ${tenant.returnPath}`,
    `Deep links: ${deepLinks(tenant)}`,
    `Session: ${tenant.inMemory ? 'kept in memory' : 'kept in the keychain'}`,
  ];
}

/**
 * What somebody who helps needs to know, in English whatever the window speaks. Nothing in it is
 * personal: no names, no hints, no words of a provider's, and no folder, which has a user in it.
 */
export function aboutReport(about: AboutView, snapshot: Snapshot): string {
  const failures = new Map(failuresIn(snapshot).map(({ id, diagnosis }) => [id, diagnosis]));
  const chosen = snapshot.preferences.language ?? 'system';
  return [
    `Mooring ${about.version}`,
    `System: ${about.system}`,
    `Web view: ${about.webView}`,
    `Started in: ${measure(about.startMilliseconds, 'ms')}`,
    `Memory: ${measure(about.memoryMegabytes, 'MB')}`,
    ...ofTenant(snapshot),
    `Language: ${snapshot.language} (chosen: ${chosen})`,
    `Screen: ${snapshot.screen.kind}`,
    failures.size === 0 ? 'Failures on screen: none' : 'Failures on screen:',
    ...[...failures].map(([id, diagnosis]) => `  ${id} ${diagnosis}`),
  ].join('\n');
}
