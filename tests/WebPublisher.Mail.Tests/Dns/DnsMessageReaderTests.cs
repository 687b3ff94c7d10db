using System.Net;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Tests.Dns;

public sealed class DnsMessageReaderTests
{
    [Fact]
    public void Records_of_every_type_are_read()
    {
        var response = Read(new WireResponse(DnsType.A, "a.test").Ttl(77)
            .Alias("a.test", "b.test").Address("b.test", "192.0.2.1").Address("b.test", "2001:db8::1").Mx("a.test", 10, "m.test")
            .Pointer("a.test", "p.test").Txt("a.test", "one", "", " two\u00e9").Soa("test", 99));
        DnsRecord[] expected =
        [
            new NameRecord(Name("a.test"), DnsType.Cname, 77, Name("b.test")),
            new AddressRecord(Name("b.test"), DnsType.A, 77, IPAddress.Parse("192.0.2.1")),
            new AddressRecord(Name("b.test"), DnsType.Aaaa, 77, IPAddress.Parse("2001:db8::1")),
            new MailExchangeRecord(Name("a.test"), 77, 10, Name("m.test")),
            new NameRecord(Name("a.test"), DnsType.Ptr, 77, Name("p.test")),
            new TextRecord(Name("a.test"), 77, "one two\u00e9"),
        ];
        Assert.All(expected.Zip(response.Answers), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(expected.Length, response.Answers.Length);
        Assert.Equal(new ZoneRecord(Name("test"), 77, 99), response.Zone);
    }

    [Fact]
    public void Records_of_other_types_and_classes_are_passed_over()
    {
        var response = Read(new WireResponse(DnsType.A, "a.test").Record(1, "a.test", (DnsType)46, () => { }).Address("a.test", "192.0.2.1"));
        Assert.Equal(DnsType.A, Assert.Single(response.Answers).Type);
    }

    [Fact]
    public void A_time_with_the_highest_bit_set_is_none()
        => Assert.Equal(0, Assert.Single(Read(new WireResponse(DnsType.A, "a.test").Ttl(-5).Address("a.test", "192.0.2.1")).Answers).TimeToLive);

    [Fact]
    public void What_follows_the_header_of_a_truncated_response_is_not_used()
        => Assert.Empty(Read(new WireResponse(DnsType.A, "a.test").Flags(set: 0x0200).Address("a.test", "192.0.2.1").Raw(1, 2, 3)).Answers);

    [Theory]
    [InlineData(new byte[] { 0xC0, 24 }, DnsMessageError.BadName)] // to itself
    [InlineData(new byte[] { 0xC0, 26 }, DnsMessageError.BadName)] // forward
    [InlineData(new byte[] { 1, 0x61, 0xC0, 24 }, DnsMessageError.BadName)] // to its own first label
    [InlineData(new byte[] { 0x40, 0 }, DnsMessageError.BadName)] // a kind of label that was never used
    [InlineData(new byte[] { 0x3F, 1 }, DnsMessageError.CutShort)]
    [InlineData(new byte[] { 0xC0 }, DnsMessageError.CutShort)]
    [InlineData(new byte[] { }, DnsMessageError.CutShort)]
    public void Names_that_lead_nowhere_are_refused(byte[] name, DnsMessageError expected)
    {
        // The question ends before octet 24, where the record's owner begins.
        var message = new WireResponse(DnsType.A, "a.test").Raw(name).ToArray();
        message[7] = 1;
        Assert.Null(DnsMessageReader.Read(message, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData(DnsType.A, new byte[] { 1, 2, 3 })]
    [InlineData(DnsType.Aaaa, new byte[] { 1, 2, 3, 4 })]
    [InlineData(DnsType.Txt, new byte[] { 4, 1, 2 })]
    [InlineData(DnsType.Mx, new byte[] { 0 })]
    [InlineData(DnsType.Mx, new byte[] { 0, 1, 0, 0 })]
    [InlineData(DnsType.Cname, new byte[] { 0xC0, 12, 0 })]
    public void Content_that_does_not_fill_its_record_is_refused(DnsType type, byte[] content)
    {
        var message = new WireResponse(type, "a.test");
        message.Record(1, "a.test", type, () => message.Raw(content));
        Assert.Null(DnsMessageReader.Read(message.ToArray(), out var error));
        Assert.NotEqual(DnsMessageError.None, error);
    }

    [Fact]
    public void Octets_behind_the_last_record_are_refused()
    {
        Assert.Null(DnsMessageReader.Read(new WireResponse(DnsType.A, "a.test").Raw(0).ToArray(), out var error));
        Assert.Equal(DnsMessageError.BadRecord, error);
    }

    [Fact]
    public void A_query_is_no_response()
    {
        Assert.Null(DnsMessageReader.Read(new WireResponse(DnsType.A, "a.test").Flags(0, clear: 0x8000).ToArray(), out var error));
        Assert.Equal(DnsMessageError.NotAResponse, error);
    }

    [Fact]
    public void Edns_adds_bits_to_the_code()
    {
        var message = new WireResponse(DnsType.A, "a.test").Ttl(1 << 24);
        message.Record(3, ".", DnsType.Opt, () => { });
        Assert.Equal((DnsResponseCode)16, Read(message).Code);
    }

    [Fact]
    public void A_query_that_comes_back_as_a_response_is_to_itself()
    {
        var names = Gen.Elements("abzAZ09-".ToCharArray()).ArrayOf().Where(c => c.Length is > 0 and < 60).Select(c => new string(c));
        Prop.ForAll(names.ArrayOf().Where(n => n.Length is > 0 and < 5).ToArbitrary(), (labels) =>
        {
            if (!DnsName.TryParse(string.Join('.', labels), out var name))
            {
                return true;
            }

            var query = new DnsQuery((ushort)labels.Length, name, DnsType.Txt);
            var octets = new byte[DnsQuery.MaximumOctets];
            var length = query.Write(octets, edns: true);
            octets[2] |= 0x80;
            return DnsMessageReader.Read(octets.AsSpan(0, length), out _)?.IsTo(query) == DnsFit.Exact;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_response_fits_its_query_alone()
    {
        var query = new DnsQuery(7, Name("a.test"), DnsType.A);
        Assert.Equal(DnsFit.Exact, Read(new WireResponse(query)).IsTo(query));
        Assert.Equal(DnsFit.Respelt, Read(new WireResponse(query with { Name = Name("A.test") })).IsTo(query));
        Assert.Equal(DnsFit.Foreign, Read(new WireResponse(query with { Name = Name("b.test") })).IsTo(query));
        Assert.Equal(DnsFit.Foreign, Read(new WireResponse(query with { Type = DnsType.Aaaa })).IsTo(query));
        Assert.Equal(DnsFit.Foreign, Read(new WireResponse(query with { Id = 8 })).IsTo(query));
    }

    [Fact]
    public void A_name_of_more_pointers_than_a_name_has_labels_is_refused()
    {
        // The content of a record of unknown type: a root, then pointers each to the one before. Strictly backwards, yet no way to spend our time on.
        const int content = 24 + 11;
        var message = new WireResponse(DnsType.A, "a.test");
        message.Record(1, ".", (DnsType)99, () =>
        {
            message.Raw(0);
            for (var target = content; target < content + 400; target += target == content ? 1 : 2)
            {
                message.Raw((byte)(0xC0 | (target >> 8)), (byte)target);
            }
        });
        var last = message.ToArray().Length - 2;
        var octets = message.Raw((byte)(0xC0 | (last >> 8)), (byte)last, 0, 99, 0, 1, 0, 0, 0, 0, 0, 0).ToArray();
        octets[7] = 2;
        Assert.Null(DnsMessageReader.Read(octets, out var error));
        Assert.Equal(DnsMessageError.BadName, error);
    }

    private static DnsName Name(string text) => WireResponse.NameOf(text);

    private static DnsResponse Read(WireResponse message)
    {
        var response = DnsMessageReader.Read(message.ToArray(), out var error);
        Assert.Equal(DnsMessageError.None, error);
        return response!;
    }
}
