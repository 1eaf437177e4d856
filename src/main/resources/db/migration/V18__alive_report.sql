-- What workers report of their agents that live, while there are several nodes: each worker's newest report, whichever node got it.
create table alive_report (
    worker  text primary key,
    at      bigint not null,
    agents  text not null
);
