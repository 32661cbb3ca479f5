import { exampleIds } from '../platform/example-ids.ts';
import type {
  ApiKey,
  Invitation,
  OrganizationDetails,
  Profile,
  PublicJwk,
  Session,
  SessionSummary,
  User,
} from './models.ts';

export const userExample: User = {
  id: exampleIds.user,
  email: 'imogen.ashworth@northgate-legal.example',
  fullName: 'Imogen Ashworth',
  role: 'owner',
  organizationId: exampleIds.organization,
  isActive: true,
  avatarUrl: null,
  lastLoginAt: '2026-09-14T08:02:11.304Z',
  version: 3,
  createdAt: '2026-02-02T08:00:00.000Z',
  updatedAt: '2026-09-14T08:02:11.304Z',
};

export const colleagueExample: User = {
  ...userExample,
  id: exampleIds.colleague,
  email: 'tobias.marlowe@northgate-legal.example',
  fullName: 'Tobias Marlowe',
  role: 'attorney',
  createdAt: '2026-02-03T10:15:00.000Z',
};

export const profileExample: Profile = {
  ...userExample,
  preferences: { language: 'en-GB', notifyByMail: true },
};

export const organizationExample: Omit<OrganizationDetails, 'usage'> = {
  id: exampleIds.organization,
  name: 'Northgate Legal LLP',
  tier: 'standard',
  isActive: true,
  settings: { retentionYears: 7 },
  quotas: { users: 50, storageBytes: 107_374_182_400 },
  version: 2,
  createdAt: '2026-02-02T08:00:00.000Z',
  updatedAt: '2026-06-30T16:20:05.120Z',
};

export const organizationDetailsExample: OrganizationDetails = {
  ...organizationExample,
  usage: { users: 12, storageBytes: 3_481_206_112 },
};

export const sessionExample: Session = {
  accessToken: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  refreshToken: 'q3Zl0mXy6nC2vQ8rT1uW5bD9eF4gH7jK0pL3sA6xE2c',
  tokenType: 'Bearer',
  expiresIn: 1800,
  user: userExample,
};

export const sessionSummaryExample: SessionSummary = {
  id: exampleIds.session,
  isCurrent: true,
  ipAddress: '192.0.2.44',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  createdAt: '2026-09-14T08:02:11.304Z',
  lastUsedAt: '2026-09-14T09:31:45.870Z',
  expiresAt: '2026-09-21T09:31:45.870Z',
};

export const invitationExample: Invitation = {
  id: exampleIds.invitation,
  email: 'tobias.marlowe@northgate-legal.example',
  role: 'paralegal',
  status: 'pending',
  invitedBy: exampleIds.user,
  expiresAt: '2026-09-21T08:30:00.000Z',
  createdAt: '2026-09-14T08:30:00.000Z',
};

export const apiKeyExample: ApiKey = {
  id: exampleIds.apiKey,
  name: 'Intake agent',
  prefix: 'elk_7Qm2Zt',
  scopes: ['cases:read', 'documents:read', 'documents:write'],
  agentType: 'intake',
  expiresAt: '2027-09-01T00:00:00.000Z',
  lastUsedAt: null,
  createdBy: exampleIds.user,
  createdAt: '2026-09-01T12:00:00.000Z',
};

export const publicJwkExample: PublicJwk = {
  kid: '_RTzBJHMHDUFT3Ggb74ojgPXw-hxvLKjNDILsSRq5mw',
  kty: 'OKP',
  crv: 'Ed25519',
  x: '2jXX7SYXeVwDrJrjt2ey2nPYsXKIBjoESROPYM6ppWc',
  alg: 'EdDSA',
  use: 'sig',
};
