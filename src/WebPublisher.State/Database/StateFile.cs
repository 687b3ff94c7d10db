using Microsoft.Data.Sqlite;
using WebPublisher.Policy.Files;

namespace WebPublisher.State.Database;

/// <summary>The open database, on one connection. Not safe for concurrent use.</summary>
internal sealed class StateFile : IDisposable
{
    /// <summary>The file's name in the state directory.</summary>
    public const string Name = "state.db";

    // How long one process waits for another that is writing. A command's import of a million entries is a second or two.
    private const int BusySeconds = 15;

    private StateFile(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Opens the file of a directory, and brings it to this version.</summary>
    /// <param name="directory">Absolute path; made when it is missing.</param>
    /// <param name="time">The clock by which its triggers stamp changes.</param>
    /// <exception cref="StateException">It cannot be opened.</exception>
    public static StateFile Open(string directory, TimeProvider time)
    {
        var path = Path.Combine(directory, Name);
        return Explained(path, () =>
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // Made here and not by SQLite, whose files are for everybody; those it puts beside it take after it.
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
            FileOwnership.TakeAfterDirectory(path);
            return Prepared(Connect(path, SqliteOpenMode.ReadWrite, time), path, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        });
    }

    /// <summary>A copy in memory of the file of a directory, or an empty one if it has none.</summary>
    /// <exception cref="StateException">There is a file, and it cannot be read.</exception>
    public static StateFile Copy(string directory, TimeProvider time)
    {
        var path = Path.Combine(directory, Name);
        return !File.Exists(path) ? InMemory(time) : Explained(path, () =>
        {
            using var source = Connect(path, SqliteOpenMode.ReadOnly, time);
            var memory = Connect(":memory:", SqliteOpenMode.Memory, time);
            source.BackupDatabase(memory);
            return Prepared(memory, path, "PRAGMA foreign_keys = ON;");
        });
    }

    /// <summary>Copies the file of a directory as it is now to another beside it, for its owner alone.</summary>
    /// <returns>The copy's path.</returns>
    /// <exception cref="StateException">It cannot be copied.</exception>
    public static string SetAside(string directory, TimeProvider time)
    {
        var copy = Path.Combine(directory, $"state-{time.GetUtcNow():yyyyMMdd-HHmmss}.db");
        return Explained(copy, () =>
        {
            new FileStream(copy, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
            using var source = Connect(Path.Combine(directory, Name), SqliteOpenMode.ReadOnly, time);
            using var target = Connect(copy, SqliteOpenMode.ReadWrite, time);
            source.BackupDatabase(target);
            return copy;
        });
    }

    /// <summary>An empty database in memory.</summary>
    public static StateFile InMemory(TimeProvider time) => Prepared(Connect(":memory:", SqliteOpenMode.Memory, time), ":memory:", "PRAGMA foreign_keys = ON;");

    /// <summary>Runs statements that give back nothing.</summary>
    public void Execute(string statements)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }

    /// <summary>The single number a statement gives back.</summary>
    public long Number(string statement)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = statement;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => Connection.Dispose();

    private static SqliteConnection Connect(string path, SqliteOpenMode mode, TimeProvider time)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        connection.Open();
        connection.CreateFunction("webpublisher_now", () => time.GetUtcNow().ToUnixTimeMilliseconds());
        return connection;
    }

    private static StateFile Prepared(SqliteConnection connection, string path, string settings)
    {
        var file = new StateFile(connection);
        try
        {
            if (file.Number("PRAGMA application_id") is var found and not (0 or StateSchema.ApplicationId))
            {
                throw new StateException($"{path} is a database of another program (its application id is {found}).");
            }

            file.Execute(settings);
            file.Migrate(path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // In one transaction that begins with the lock: of two processes that start at once, the second finds the work done.
    private void Migrate(string path)
    {
        if (Number("PRAGMA user_version") == StateSchema.Steps.Length)
        {
            return;
        }

        Execute("BEGIN IMMEDIATE");
        var version = Number("PRAGMA user_version");
        if (version > StateSchema.Steps.Length)
        {
            throw new StateException($"{path} was written by a newer release (version {version} of its tables; this one knows {StateSchema.Steps.Length}).");
        }

        foreach (var step in StateSchema.Steps.Skip((int)version))
        {
            Execute(step);
        }

        Execute($"PRAGMA application_id = {StateSchema.ApplicationId}; PRAGMA user_version = {StateSchema.Steps.Length}; COMMIT;");
    }

    private static T Explained<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is SqliteException or UnauthorizedAccessException || (e is IOException and not StateException))
        {
            throw new StateException($"{path} cannot be opened: {e.Message}", e);
        }
    }
}
