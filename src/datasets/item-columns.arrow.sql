-- 提案、社情民意、履职活动条目的每一列一行:列名、中文名、类型,是否办公室自己的列
select kind, name, label, type, own from item_columns order by kind, place
