/** An rfid as it is kept: without separators, in upper case. */
export function bareRfid(given: string): string {
  return given.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** Whether an rfid has 4 to 10 bytes in hex. */
export function isRfid(given: string): boolean {
  const bare = bareRfid(given);
  return /^[0-9A-F]*$/.test(bare) && bare.length % 2 === 0 && bare.length >= 8 && bare.length <= 20;
}

/** A contract id as it is kept: without hyphens, in upper case. */
export function bareContractId(given: string): string {
  return given.replaceAll('-', '').toUpperCase();
}

/** Whether it is a contract id: country, provider, instance, perhaps a check digit. */
export function isContractId(given: string): boolean {
  return /^[A-Z]{2}-?[A-Z0-9]{3}-?C?[A-Z0-9]{8}(-?[A-Z0-9])?$/.test(given.toUpperCase());
}
