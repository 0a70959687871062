import type { DragEvent } from 'react';
import { useId, useState } from 'react';
import { texts } from '../../texts/texts.js';
import styles from './import.module.css';

interface FileDropProps {
  readonly isDisabled: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes one file, chosen or dropped. */
export function FileDrop({ isDisabled, onFile }: FileDropProps) {
  const id = useId();
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined && !isDisabled) onFile(file);
  };
  const { isOver, handlers } = useDrop(take);
  return (
    <div className={`${styles['drop']} ${isOver && !isDisabled ? styles['over'] : ''}`} {...handlers}>
      <label htmlFor={id}>{texts.charge.import.choose}</label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        disabled={isDisabled}
        onChange={(event) => {
          take(event.target.files);
          // The same file may be chosen again, after it was mended.
          event.target.value = '';
        }}
      />
      <span className={styles['hint']}>{texts.charge.import.drop}</span>
    </div>
  );
}

/** Lets files be dropped on an element that gets the handlers. */
function useDrop(onFiles: (files: FileList) => void) {
  const [isOver, setIsOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      onFiles(event.dataTransfer.files);
    },
  };
  return { isOver, handlers };
}
