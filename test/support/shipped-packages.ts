import path from 'node:path';
import { promisify } from 'node:util';
import { init } from 'license-checker-rseidelsohn';

const ROOT = path.resolve(import.meta.dirname, '../..');
// Runs when the web app is built, as an optional companion of other packages; none of it is in what is served.
const BUILD_TOOLS = /^lightningcss/;
// Marks a license that the package names in its license file alone, and not in its manifest.
const READ_FROM_TEXT = /\*$/;

export interface ShippedPackage {
  name: string;
  license: string;
}

/** Every package that an installation runs or sends to browsers, with its license, by name. */
export async function listShippedPackages(): Promise<ShippedPackage[]> {
  const found = await promisify(init)({ start: ROOT, production: true, excludePrivatePackages: true });
  const packages = Object.entries(found).map(([nameAndVersion, { licenses }]) => ({
    name: nameAndVersion.replace(/@[^@]+$/, ''),
    license: (Array.isArray(licenses) ? licenses.join(' AND ') : String(licenses)).replace(
      READ_FROM_TEXT,
      '',
    ),
  }));
  const byName = new Map(packages.map((one) => [`${one.name} ${one.license}`, one]));
  return [...byName.values()]
    .filter(({ name }) => !BUILD_TOOLS.test(name))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
