import { readConfiguration, type SignIn, writeConfiguration } from './configuration.ts';
import { withFileLock } from './file-lock.ts';
import type { SignInStore } from './session.ts';

/** The sign-in of a server in the configuration file; all else in the file is left as another process wrote it. */
export function createSignInStore(configurationFile: string, url: string): SignInStore {
  return {
    read: () => readConfiguration(configurationFile).signIns[url],
    save(signIn) {
      const present = readConfiguration(configurationFile);
      writeConfiguration(configurationFile, { ...present, signIns: { ...present.signIns, [url]: signIn } });
    },
    exclusively: (work) => withFileLock(configurationFile, work),
  };
}

/** Keeps a new sign-in, and its server as the one that commands talk to. */
export async function keepSignIn(configurationFile: string, url: string, signIn: SignIn): Promise<void> {
  await withFileLock(configurationFile, () => {
    const present = readConfiguration(configurationFile);
    writeConfiguration(configurationFile, { url, signIns: { ...present.signIns, [url]: signIn } });
  });
}
