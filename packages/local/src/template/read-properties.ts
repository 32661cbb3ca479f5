import type { NamedResource } from './resource-names.ts';
import { TemplateError } from './template-error.ts';

/** `<stack>/<logical id>`, as faults name a resource. */
export function placeOf(resource: NamedResource): string {
  return `${resource.stackName}/${resource.logicalId}`;
}

/** A property that must be text. */
export function requiredText(resource: NamedResource, property: string): string {
  const value = resource.property(property);
  if (typeof value !== 'string') throw new TemplateError(placeOf(resource), `${property} must be text`);
  return value;
}

/** A property that is a number, also when it is written as text. */
export function numberOr<T>(resource: NamedResource, property: string, fallback: T): number | T {
  const value = resource.property(property);
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new TemplateError(placeOf(resource), `${property} must be a number`);
  return number;
}

/** A property that is an object or a list, as it stands. */
export function structure<T>(resource: NamedResource, property: string): T | undefined {
  return resource.property(property) as T | undefined;
}

/** Refuses properties that change behaviour and have no counterpart on this machine. */
export function refuse(resource: NamedResource, properties: readonly string[]): void {
  for (const property of properties) {
    if (resource.property(property) !== undefined) {
      throw new TemplateError(placeOf(resource), `${property} is not supported by the one-machine cloud`);
    }
  }
}
