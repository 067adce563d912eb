import type { ExportTarget } from './export-target.js';

/** What not every browser has. */
interface FilePickers {
  showSaveFilePicker?(options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly description: string; readonly accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

const pickers = globalThis as FilePickers;

/** Whether exports can be written to a file while they come. */
export const canWriteFiles = pickers.showSaveFilePicker !== undefined;

/** Asks for a file to write an export to while it comes. @returns undefined when nobody chooses one */
export async function chosenFile(suggestedName: string): Promise<ExportTarget | undefined> {
  const types = [{ description: 'JSON lines', accept: { 'application/x-ndjson': ['.jsonl'] } }];
  try {
    const handle = await pickers.showSaveFilePicker?.({ suggestedName, types });
    const file = await handle?.createWritable();
    return (
      file && {
        write: (bytes) => file.write(bytes),
        finish: () => file.close(),
        abandon: () => file.abort(),
      }
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
