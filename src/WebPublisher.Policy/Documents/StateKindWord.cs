namespace WebPublisher.Policy.Documents;

/// <summary>The word for where state is kept.</summary>
public enum StateKindWord
{
    /// <summary>In the state directory alone.</summary>
    Sqlite,

    /// <summary>In a database too, which other nodes share.</summary>
    Postgres,
}
