/** The columns of a kiosk that a test stores by hand; `?` stands for its tenant and its id. */
const KIOSK_ROW = {
  tenant_id: '?',
  id: '?',
  branch: 'NULL',
  status: "'READY'",
  state: "'CONFIGURED'",
  version: '1',
  created_at: "'2025-10-01 08:00:00.000'",
  updated_at: "'2025-10-01 08:00:00.000'",
  state_since: "'2025-10-01 08:00:00.000'",
} as const;

/** Stores as many kiosks; two parameters each, its tenant and its id. */
export function insertKiosks(count = 1): string {
  const row = `(${Object.values(KIOSK_ROW).join(', ')})`;
  return `INSERT INTO kiosk (${Object.keys(KIOSK_ROW).join(', ')}) VALUES ${Array.from({ length: count }, () => row).join(', ')}`;
}
