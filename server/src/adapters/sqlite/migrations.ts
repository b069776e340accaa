import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Sorted by name, run in that order, never changed once released. Each runs in a transaction of its own. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-places-and-contents': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('roots')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('path', 'text', (column) => column.notNull().unique())
        .addColumn('origin', 'text', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('search', 'text', (column) => column.notNull())
        .addColumn('folders', 'text', (column) => column.notNull())
        .addColumn('walked', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('problems', 'text', (column) => column.notNull().defaultTo('[]'))
        .execute()
      await db.schema
        .createTable('contents')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('facts_version', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('facts_id', 'integer')
        .addColumn('health', 'text')
        .addColumn('kind', 'text')
        .addColumn('family', 'text')
        .addColumn('fingerprint_key', 'integer')
        .addColumn('blake3', 'text')
        .addColumn('sha256', 'text')
        .addColumn('tensors_sha256', 'text')
        .addColumn('quick', 'text')
        .addColumn('comfydock16', 'text')
        .addColumn('comfygit16', 'text')
        .execute()
      await db.schema
        .createTable('facts')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('content_id', 'integer', (column) => column.notNull())
        .addColumn('format', 'text', (column) => column.notNull())
        .addColumn('quantisation', 'text')
        .addColumn('fingerprint', 'text')
        .addColumn('says', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('files')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('root_id', 'integer', (column) => column.notNull().references('roots.id').onDelete('cascade'))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('lowered', 'text', (column) => column.notNull())
        .addColumn('ending', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('modified', 'double precision', (column) => column.notNull())
        .addColumn('inode', 'text')
        .addColumn('link', 'text')
        .addColumn('content_id', 'integer', (column) => column.notNull().references('contents.id'))
        .addUniqueConstraint('files_by_name', ['root_id', 'name'])
        .execute()
      await db.schema
        .createTable('claims')
        .addColumn('file_id', 'integer', (column) => column.primaryKey().references('files.id').onDelete('cascade'))
        .addColumn('list', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('departed')
        .addColumn('inode', 'text', (column) => column.notNull())
        .addColumn('size', 'bigint', (column) => column.notNull())
        .addColumn('modified', 'double precision', (column) => column.notNull())
        .addColumn('content_id', 'integer', (column) => column.notNull().references('contents.id'))
        .addColumn('claims', 'text')
        .addColumn('since', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('departed_by_identity', ['inode', 'size', 'modified'])
        .execute()
    },
  },
  '0002-ways-in': {
    async up(db: Kysely<unknown>) {
      for (const column of ['content_id', 'inode', 'size']) {
        await db.schema.createIndex(`files_by_${column}`).on('files').column(column).execute()
      }
      await db.schema.createIndex('files_by_lowered').on('files').columns(['lowered', 'name']).execute()
      await db.schema.createIndex('departed_by_content').on('departed').column('content_id').execute()
      await db.schema
        .createIndex('contents_by_blake3')
        .unique()
        .on('contents')
        .column('blake3')
        .where(sql.ref('blake3'), 'is not', null)
        .execute()
      for (const column of ['sha256', 'tensors_sha256', 'quick', 'comfydock16', 'comfygit16']) {
        await db.schema
          .createIndex(`contents_by_${column}`)
          .on('contents')
          .column(column)
          .where(sql.ref(column), 'is not', null)
          .execute()
      }
      await db.schema
        .createIndex('contents_undescribed')
        .on('contents')
        .column('id')
        .where(sql.ref('facts_version'), '=', sql.lit(0))
        .execute()
      await db.schema
        .createIndex('contents_unhashed')
        .on('contents')
        .column('size')
        .where(sql.ref('blake3'), 'is', null)
        .execute()
    },
  },
}
