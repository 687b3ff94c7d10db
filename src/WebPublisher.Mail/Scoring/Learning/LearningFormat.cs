using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>
/// How lessons and what was learned of them are kept: a mark with a version, what belongs to it, and a SHA-256 over both. Everything read is checked against the length of what is
/// there before memory is taken for it.
/// </summary>
public static class LearningFormat
{
    private const ulong LessonMark = 0x31_4e4f_5353_454c; // "LESSON1"
    private const ulong ModelMark = 0x31_4c45_444f_4d; // "MODEL1"
    private const int LongestTokens = 5 * TokenSet.Most;

    /// <summary>Writes lessons in their order.</summary>
    public static byte[] Write(IReadOnlyCollection<Lesson> lessons)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        return Seal(LessonMark, writer =>
        {
            writer.Write(lessons.Count);
            foreach (var lesson in lessons)
            {
                writer.Write(lesson.Number);
                writer.Write(lesson.IsSpam);
                writer.Write((byte)lesson.Tokens.Language);
                writer.Write((short)lesson.Tokens.Standing);
                writer.Write7BitEncodedInt(lesson.Tokens.Ids.Length);
                var last = 0u;
                foreach (var id in lesson.Tokens.Ids)
                {
                    writer.Write7BitEncodedInt64(id - last);
                    last = id;
                }
            }
        });
    }

    /// <summary>Reads lessons.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or of another version.</exception>
    public static List<Lesson> ReadLessons(byte[] octets) => Open(octets, LessonMark, reader =>
    {
        var lessons = new List<Lesson>();
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var (number, isSpam, language, standing) = (reader.ReadUInt64(), reader.ReadBoolean(), reader.ReadByte(), reader.ReadInt16());
            var tokens = reader.Read7BitEncodedInt();
            if (language >= LessonCounts.Languages || tokens is < 0 or > LongestTokens)
            {
                throw new InvalidDataException("A lesson holds what no lesson can.");
            }

            var ids = new uint[tokens];
            var last = 0L;
            for (var token = 0; token < tokens; token++)
            {
                last += reader.Read7BitEncodedInt64();
                ids[token] = checked((uint)last);
            }

            lessons.Add(new Lesson(number, isSpam, new MessageTokens(ids, (TextLanguage)language, standing)));
        }

        return lessons;
    });

    /// <summary>Writes what was learned.</summary>
    public static byte[] Write(LearnedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Seal(ModelMark, writer =>
        {
            writer.Write(model.Counts.Ham);
            writer.Write(model.Counts.Spam);
            for (var language = 0; language < LessonCounts.Languages; language++)
            {
                writer.Write(model.Counts.HamByLanguage[language]);
                writer.Write(model.Counts.PublishedHamByLanguage[language]);
            }

            writer.Write(model.Bias);
            writer.Write(model.TokenCount);
            foreach (var id in model.Weights.Ids)
            {
                writer.Write(id);
            }

            foreach (var weight in model.Weights.Weights)
            {
                writer.Write(weight);
            }
        });
    }

    /// <summary>Reads what was learned.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    public static LearnedModel ReadModel(byte[] octets) => Open(octets, ModelMark, reader =>
    {
        var (ham, spam) = (reader.ReadInt32(), reader.ReadInt32());
        var (languages, published) = (new int[LessonCounts.Languages], new int[LessonCounts.Languages]);
        for (var language = 0; language < LessonCounts.Languages; language++)
        {
            languages[language] = reader.ReadInt32();
            published[language] = reader.ReadInt32();
        }

        var bias = reader.ReadDouble();
        var count = reader.ReadInt32();
        if (count is < 0 or > Trainer.MostTokens)
        {
            throw new InvalidDataException("What was learned holds more tokens than can be.");
        }

        var ids = new uint[count];
        var weights = new float[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = reader.ReadUInt32();
        }

        for (var i = 0; i < count; i++)
        {
            weights[i] = reader.ReadSingle();
        }

        return new LearnedModel(new WeightTable(ids, weights), bias, new LessonCounts(ham, spam, [.. languages], [.. published]));
    });

    private static byte[] Seal(ulong mark, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(mark);
        write(writer);
        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    private static T Open<T>(byte[] octets, ulong mark, Func<BinaryReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(octets);
        var content = octets.Length - SHA256.HashSizeInBytes;
        if (content < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(octets) != mark)
        {
            throw new InvalidDataException("It is none of ours, or of another version.");
        }

        if (!SHA256.HashData(octets.AsSpan(0, content)).AsSpan().SequenceEqual(octets.AsSpan(content)))
        {
            throw new InvalidDataException("It is damaged.");
        }

        using var reader = new BinaryReader(new MemoryStream(octets, sizeof(ulong), content - sizeof(ulong)));
        try
        {
            return read(reader);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or FormatException)
        {
            throw new InvalidDataException("It ends early.", e);
        }
    }
}
