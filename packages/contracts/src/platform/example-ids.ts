/** Ids of one small invented firm, so that the examples of different routes speak of the same things. */
export const exampleIds = {
  organization: '019c1d5d-9c00-7af3-a1bb-312bf8430055',
  user: '019c1d5d-9c00-704f-8996-da763b7a969b',
  colleague: '019c22ff-90a0-77fd-bbef-db4a4607cd42',
  session: '01a09ef0-1bb8-73f3-af1e-cebbd1410ab4',
  invitation: '01a09f09-9340-7a30-93c0-82c75edc9135',
  apiKey: '01a05cd7-2a00-761e-a411-3f56ba6e8cdb',
  case: '01a09f25-0a80-7bbf-8d41-60a1e8674dac',
  batch: '01a09f29-9e60-74bb-a4ef-c9641afc5ded',
  document: '01a09f29-9e60-743c-823f-a52b87b4cc1d',
  chunk: '01a09f2a-1778-76c8-bf68-371b28954707',
  event: '01a09f29-ec80-7b8e-9f80-bd70ae0784c7',
  analysis: '01a09f2a-2330-7f44-a85c-4b8ea2addc79',
  conversation: '01a09f37-5a00-78b3-8dbc-2c05eb4d7e25',
  message: '01a09f37-7940-7ab5-b0a1-3e45914982b7',
  auditEntry: '01a09f29-9e60-7281-8146-b60cdd06128f',
  request: '01a09f37-7940-71f5-8b91-45b24d108d7a',
} as const;
