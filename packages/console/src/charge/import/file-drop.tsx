import type { DragEvent } from 'react';
import { useId, useState } from 'react';
import { texts } from '../../texts/texts.js';
import styles from './import.module.css';

/** Takes one file, chosen or dropped. */
export function FileDrop({
  isDisabled,
  onFile,
}: {
  readonly isDisabled: boolean;
  readonly onFile: (file: File) => void;
}) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined && !isDisabled) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(!isDisabled);
  };
  return (
    <div
      className={`${styles['drop']} ${isOver ? styles['over'] : ''}`}
      onDragOver={hover}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
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
