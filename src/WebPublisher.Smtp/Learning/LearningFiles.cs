using System.Security.Cryptography;
using WebPublisher.Mail.Scoring.Learning;

namespace WebPublisher.Smtp.Learning;

/// <summary>
/// The files of what was taught, in <c>content</c> below the state directory, for the owner alone: <c>key</c>, under which tokens are hashed; <c>lessons</c>; and <c>model</c>, which
/// a running server follows. Each is replaced whole, synced before it takes its place, so that a crash leaves the one before.
/// </summary>
/// <param name="stateDirectory">The state directory.</param>
public sealed class LearningFiles(string stateDirectory)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long Largest = 512L * 1024 * 1024;

    private readonly string _directory = Path.Combine(stateDirectory, "content");

    /// <summary>What was learned.</summary>
    internal string Model => Path.Combine(_directory, "model");

    private string Key => Path.Combine(_directory, "key");

    private string Lessons => Path.Combine(_directory, "lessons");

    /// <summary>Keeps others from teaching until it is disposed of.</summary>
    /// <exception cref="LearningException">Somebody else teaches, or the directory cannot be written.</exception>
    public IDisposable Lock()
    {
        try
        {
            Directory.CreateDirectory(_directory, OwnerFile | UnixFileMode.UserExecute);
            return new FileStream(Path.Combine(_directory, "lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerFile });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LearningException($"{_directory} cannot be written, or somebody else is teaching: {e.Message}", e);
        }
    }

    /// <summary>The key of the installation; null while there is none.</summary>
    /// <exception cref="LearningException">There is one that cannot be read.</exception>
    public TokenKey? ReadKey() => Read(Key) is not { } octets ? null
        : octets.Length == TokenKey.Length ? new TokenKey(octets)
        : throw new LearningException($"{Key} does not hold {TokenKey.Length} octets.");

    /// <summary>The key of the installation; made when there is none. Under the lock.</summary>
    /// <exception cref="LearningException">It cannot be read or written.</exception>
    public TokenKey EnsureKey()
    {
        if (ReadKey() is { } key)
        {
            return key;
        }

        var octets = RandomNumberGenerator.GetBytes(TokenKey.Length);
        Replace(Key, octets);
        return new TokenKey(octets);
    }

    /// <summary>What was taught so far.</summary>
    /// <exception cref="LearningException">It cannot be read.</exception>
    public LessonBook ReadLessons() => new(Parse(Lessons, LearningFormat.ReadLessons) ?? []);

    /// <summary>What was learned; null when nothing was.</summary>
    /// <exception cref="LearningException">It cannot be read.</exception>
    public LearnedModel? ReadModel() => Parse(Model, LearningFormat.ReadModel);

    /// <summary>What was learned of these lessons; null when that is to be done, because nothing was, it was interrupted, or what is there is damaged.</summary>
    public LearnedModel? FindModel(LessonBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        try
        {
            var model = ReadModel();
            return model?.Counts.Ham == book.Count(isSpam: false) && model.Counts.Spam == book.Count(isSpam: true) ? model : null;
        }
        catch (LearningException)
        {
            // It is made anew of the lessons, so that whoever teaches next mends it.
            return null;
        }
    }

    /// <summary>Learns from lessons and keeps both. Under the lock.</summary>
    /// <exception cref="LearningException">They cannot be written; what was there stays.</exception>
    public LearnedModel Write(LessonBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var model = Trainer.Train(book.Lessons);
        Replace(Lessons, LearningFormat.Write(book.Lessons));
        Replace(Model, LearningFormat.Write(model));
        return model;
    }

    private static T? Parse<T>(string file, Func<byte[], T> parse)
        where T : class
    {
        try
        {
            return Read(file) is { } octets ? parse(octets) : null;
        }
        catch (InvalidDataException e)
        {
            throw new LearningException($"{file} cannot be read: {e.Message}", e);
        }
    }

    private static byte[]? Read(string file)
    {
        try
        {
            var found = new FileInfo(file);
            return !found.Exists ? null
                : found.Length > Largest ? throw new LearningException($"{file} is larger than {Largest} octets.")
                : File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LearningException($"{file} cannot be read: {e.Message}", e);
        }
    }

    private static void Replace(string file, byte[] octets)
    {
        try
        {
            var next = file + ".new";
            using (var stream = new FileStream(next, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerFile }))
            {
                stream.Write(octets);
                stream.Flush(flushToDisk: true);
            }

            File.Move(next, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LearningException($"{file} cannot be written: {e.Message}", e);
        }
    }
}
