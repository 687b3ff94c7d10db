using System.Formats.Asn1;
using System.Text;
using WebPublisher.Policy.Directories;

namespace WebPublisher.Smtp.Directories;

/// <summary>Writes the few requests that asking a directory takes (RFC 4511).</summary>
internal static class LdapRequests
{
    private const int Version = 3;
    private const int WholeSubtree = 2;

    /// <summary>"No attributes" (RFC 4511 section 4.5.1.8): whether there is an entry is all that is asked.</summary>
    private const string NoAttributes = "1.1";

    /// <summary>Logs on with a name and a password (section 4.2), or, with neither, as nobody.</summary>
    public static byte[] Bind(int id, string user, ReadOnlySpan<char> password)
    {
        var secret = new byte[Encoding.UTF8.GetByteCount(password)];
        Encoding.UTF8.GetBytes(password, secret);
        return Message(id, writer =>
        {
            using (writer.PushSequence(Application(0)))
            {
                writer.WriteInteger(Version);
                Text(writer, user);
                writer.WriteOctetString(secret, Context(0));
            }
        });
    }

    /// <summary>Asks for one entry that satisfies a filter (section 4.5).</summary>
    /// <param name="id">The number of the request.</param>
    /// <param name="policy">Where is searched, and for what.</param>
    /// <param name="address">The address, in UTF-8.</param>
    /// <param name="seconds">How long the server may search; 0 for as long as it likes.</param>
    public static byte[] Search(int id, DirectoryPolicy policy, byte[] address, int seconds) => Message(id, writer =>
    {
        using (writer.PushSequence(Application(3)))
        {
            Text(writer, policy.Base);
            writer.WriteEncodedValue([0x0A, 1, WholeSubtree]);
            writer.WriteEncodedValue([0x0A, 1, 0]);
            writer.WriteInteger(1);
            writer.WriteInteger(seconds);
            writer.WriteBoolean(true);
            Filter(writer, policy.Filter, address);
            using (writer.PushSequence())
            {
                Text(writer, NoAttributes);
            }
        }
    });

    private static byte[] Message(int id, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            write(writer);
        }

        return writer.Encode();
    }

    private static void Filter(AsnWriter writer, DirectoryFilter filter, byte[] address)
    {
        switch (filter.Kind)
        {
            case DirectoryFilterKind.And or DirectoryFilterKind.Or:
                using (writer.PushSetOf(Context(filter.Kind == DirectoryFilterKind.And ? 0 : 1)))
                {
                    foreach (var part in filter.Parts)
                    {
                        Filter(writer, part, address);
                    }
                }

                break;
            case DirectoryFilterKind.Not:
                using (writer.PushSequence(Context(2)))
                {
                    Filter(writer, filter.Parts[0], address);
                }

                break;
            case DirectoryFilterKind.Present:
                writer.WriteOctetString(Encoding.UTF8.GetBytes(filter.Attribute), Context(7));
                break;
            case DirectoryFilterKind.Substrings:
                Substrings(writer, filter, address);
                break;
            case DirectoryFilterKind.Extensible:
                Extensible(writer, filter, address);
                break;
            default:
                using (writer.PushSequence(Context(Comparison(filter.Kind))))
                {
                    Text(writer, filter.Attribute);
                    writer.WriteOctetString(filter.Values[0].Fill(address));
                }

                break;
        }
    }

    private static int Comparison(DirectoryFilterKind kind) => kind switch
    {
        DirectoryFilterKind.Equal => 3,
        DirectoryFilterKind.GreaterOrEqual => 5,
        DirectoryFilterKind.LessOrEqual => 6,
        _ => 8,
    };

    private static void Substrings(AsnWriter writer, DirectoryFilter filter, byte[] address)
    {
        using (writer.PushSequence(Context(4)))
        {
            Text(writer, filter.Attribute);
            using (writer.PushSequence())
            {
                for (var i = 0; i < filter.Values.Length; i++)
                {
                    if (!filter.Values[i].IsEmpty)
                    {
                        writer.WriteOctetString(filter.Values[i].Fill(address), Context(i == 0 ? 0 : i == filter.Values.Length - 1 ? 2 : 1));
                    }
                }
            }
        }
    }

    private static void Extensible(AsnWriter writer, DirectoryFilter filter, byte[] address)
    {
        using (writer.PushSequence(Context(9)))
        {
            if (filter.MatchingRule.Length > 0)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(filter.MatchingRule), Context(1));
            }

            if (filter.Attribute.Length > 0)
            {
                writer.WriteOctetString(Encoding.UTF8.GetBytes(filter.Attribute), Context(2));
            }

            writer.WriteOctetString(filter.Values[0].Fill(address), Context(3));
            if (filter.WithEntryName)
            {
                writer.WriteBoolean(true, Context(4));
            }
        }
    }

    private static void Text(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    private static Asn1Tag Application(int number) => new(TagClass.Application, number);

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}
