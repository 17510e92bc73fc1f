-- zh: 读得最慢的文件
-- en: the documents that took longest to read
select path, format, bytes, peak // 1048576 as peak_mb, nanoseconds // 1000000 as milliseconds from manifest
where nanoseconds is not null order by nanoseconds desc, path limit 50
