/** Origins of the servers that this process has started, or was told of. */
export const servedOrigins = new Set<string>();
