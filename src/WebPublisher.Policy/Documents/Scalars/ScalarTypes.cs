using System.Net;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Every type a single value may have. A new one is a class beside this file and a line here.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = new TextType(),
        [typeof(bool)] = new BooleanType(),
        [typeof(int)] = new IntegerType(),
        [typeof(TimeSpan)] = new DurationType(),
        [typeof(ByteSize)] = new ByteSizeType(),
        [typeof(ByteLimit)] = new ByteLimitType(),
        [typeof(IPAddress)] = new AddressType(),
        [typeof(IPNetwork)] = new NetworkType(),
        [typeof(AddressRange)] = new AddressRangeType(),
        [typeof(IPEndPoint)] = new EndPointType(),
        [typeof(SwitchableEndPoint)] = new SwitchableEndPointType(),
        [typeof(DnsServerAddress)] = new DnsServerAddressType(),
        [typeof(ClamdAddress)] = new ClamdAddressType(),
        [typeof(SpamdAddress)] = new SpamdAddressType(),
        [typeof(FrontEndServer)] = new FrontEndServerType(),
        [typeof(HostPattern)] = new HostPatternType(),
        [typeof(DomainPattern)] = new DomainPatternType(),
        [typeof(Mailbox)] = new MailboxType(),
        [typeof(MailboxOrDomain)] = new MailboxOrDomainType(),
        [typeof(TextPattern)] = new TextPatternType(),
        [typeof(DirectoryFilter)] = new DirectoryFilterType(),
        [typeof(FullyQualifiedName)] = new FullyQualifiedNameType(),
        [typeof(LineLimit)] = new LineLimitType(),
        [typeof(PathPattern)] = new PathPatternType(),
        [typeof(PublicKeyPin)] = new PublicKeyPinType(),
        [typeof(Uri)] = new UriType(),
        [typeof(FilePath)] = new FilePathType(),
        [typeof(TimeOnly)] = new TimeOfDayType(),
        [typeof(DateTimeOffset)] = new InstantType(),
    };

    /// <summary>The <see cref="ScalarType{T}"/> for <paramref name="type"/>.</summary>
    public static object For(Type type)
    {
        if (type.IsEnum)
        {
            return Activator.CreateInstance(typeof(WordType<>).MakeGenericType(type))!;
        }

        return Known.TryGetValue(type, out var scalar) ? scalar : throw new ArgumentException($"{type} is no type of a single value", nameof(type));
    }
}
