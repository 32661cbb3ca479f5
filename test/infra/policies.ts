import type { Resource, Synthesis } from './synthesize.ts';

/** One action on one resource, as text. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the policies of a role allow, its managed policies aside. */
export function grantsOf(synthesis: Synthesis, role: Resource): Grant[] {
  const own = synthesis
    .ofType('AWS::IAM::Policy')
    .filter(({ stack, properties }) => stack === role.stack && properties.Roles.some(refersTo(role)));
  return [role, ...own].flatMap((holder) => allowedBy(synthesis, holder));
}

/** What a role, policy or managed policy itself allows. */
export function allowedBy(synthesis: Synthesis, { stack, properties }: Resource): Grant[] {
  const documents = [properties.PolicyDocument, ...(properties.Policies ?? []).map(documentOf)];
  const statements: Statement[] = documents.flatMap((document) => document?.Statement ?? []);
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource: on }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [on].flat().map((resource) => ({ action, resource: synthesis.text(stack, resource) })),
        ),
    );
}

function documentOf(policy: { PolicyDocument: unknown }): unknown {
  return policy.PolicyDocument;
}

function refersTo(role: Resource): (reference: { Ref?: string }) => boolean {
  return ({ Ref }) => Ref === role.id;
}

/** The role that a function or state machine of the same stack works in. */
export function roleOf(synthesis: Synthesis, resource: Resource): Resource {
  const [id] = (resource.properties.Role ?? resource.properties.RoleArn)['Fn::GetAtt'];
  const role = synthesis.resources.find((other) => other.stack === resource.stack && other.id === id);
  if (role === undefined) throw new Error(`${resource.id} has no role in its stack`);
  return role;
}
