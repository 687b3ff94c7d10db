using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Bodies;

public class RequestBodyTests
{
    [Fact]
    public void A_form_is_arguments_and_the_raw_body()
        => Assert.Equal("a=1 2\nb=\nraw a=1+2&b\n", BodyReading.Read(BodyProcessor.UrlEncoded, "a=1+2&b"));

    [Fact]
    public void A_form_beyond_the_limit_is_an_error_without_arguments()
        => Assert.Equal("too long\nerror The body is longer than is looked into\n", BodyReading.Read(BodyProcessor.UrlEncoded, "a=" + new string('x', 131_070)));

    [Theory]
    [InlineData(BodyProcessor.None, false, "")]
    [InlineData(BodyProcessor.None, true, "raw x\n")]
    [InlineData(BodyProcessor.Json, true, "raw x\nerror JSON: the body is malformed\n")]
    [InlineData(BodyProcessor.Unknown, false, "error There is no such request body processor\n")]
    public void The_raw_body_is_kept_where_rules_force_it(BodyProcessor processor, bool keepsRaw, string expected)
        => Assert.Equal(expected, BodyReading.Read(processor, "x", keepsRaw: keepsRaw));

    [Theory]
    [InlineData(BodyProcessor.UrlEncoded, "a=1&b=2%4", "a=1\nb=2\nraw a=1&b=2\n")]
    [InlineData(BodyProcessor.UrlEncoded, "a=1&b=%41", "a=1\nb=A\nraw a=1&b=%41\n")]
    [InlineData(BodyProcessor.Json, """{"a":"1","b":["x\u00""", "a=1\nb.b=x\n")]
    [InlineData(BodyProcessor.Json, """{"a":"1","b""", "a=1\n")]
    [InlineData(BodyProcessor.Json, """{"a":"1","b":tr""", "a=1\n")]
    [InlineData(BodyProcessor.Json, "[1,\"\xC3", "array.array=1\narray.array=\n")]
    [InlineData(BodyProcessor.Json, "[1,,", "array.array=1\nerror JSON: the body is malformed\n")]
    [InlineData(BodyProcessor.Json, "[1,x", "array.array=1\nerror JSON: the body is malformed\n")]
    [InlineData(BodyProcessor.Xml, "<a b='1'>x<c>yz", "xml xyz\n@ 1\n")]
    [InlineData(BodyProcessor.Multipart, "--b\r\nContent-Disposition: form-data; name=a\r\n\r\none\r\ntwo", "a=one\r\ntwo\nheader a=Content-Disposition: form-data; name=a\nflaws CrlfLine\n")]
    [InlineData(BodyProcessor.Multipart, "--b\r\nContent-Disposition: form-data; name=a\r\n\r\none\r\n--b\r\nConte", "a=one\nheader a=Content-Disposition: form-data; name=a\nflaws CrlfLine\n")]
    public void The_beginning_of_a_body_is_read_as_far_as_it_goes(BodyProcessor processor, string body, string expected)
        => Assert.Equal(expected, BodyReading.Read(processor, body, isWhole: false));

    [Fact]
    public void The_beginning_of_a_long_form_is_no_error()
        => Assert.StartsWith("a=xxx", BodyReading.Read(BodyProcessor.UrlEncoded, "a=" + new string('x', 200_000), isWhole: false), StringComparison.Ordinal);

    [Fact]
    public void Arguments_of_the_query_count_towards_the_limit()
    {
        using var arena = new TextArena();
        using var body = new RequestBody(arena);
        var limits = new BodyLimits { Arguments = 2 };
        QueryArguments.Read(ByteText.FromString("a=1"), '&', arena, limits, body.Parsed);
        body.Begin(BodyProcessor.UrlEncoded, default, keepsRaw: false, '&', limits);
        body.Append("b=2&c=3"u8);
        body.Complete();

        Assert.Equal("get a=1\nb=2\nraw b=2&c=3\nerror The request has more arguments than are looked into\n", BodyReading.Describe(body.Parsed));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", BodyProcessor.UrlEncoded)]
    [InlineData("Multipart/Form-Data", BodyProcessor.Multipart)]
    [InlineData("application/json", BodyProcessor.None)]
    [InlineData("", BodyProcessor.None)]
    public void A_content_type_asks_for_a_processor(string contentType, BodyProcessor expected)
        => Assert.Equal(expected, RequestBody.ProcessorOf(ByteText.FromString(contentType)));

    [Fact]
    public void One_instance_reads_body_after_body()
    {
        using var arena = new TextArena();
        using var body = new RequestBody(arena);
        var found = new List<string>();
        foreach (var (processor, bytes) in Samples.Concat(Samples))
        {
            body.Begin(processor, ByteText.FromString(BodyReading.Multipart), keepsRaw: false, '&', BodyLimits.Default);
            body.Append(bytes);
            body.Complete();
            found.Add(BodyReading.Describe(body.Parsed));
            body.Reset();
            arena.Reset();
        }

        Assert.Equal(Samples.Select(sample => BodyReading.Read(sample.Processor, sample.Bytes)), found[..Samples.Length]);
        Assert.Equal(found[..Samples.Length], found[Samples.Length..]);
    }

    [Fact]
    public void How_a_body_is_cut_changes_nothing_and_nothing_throws()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (processor, sample) = Samples[random.Next(Samples.Length)];
            var bytes = Mutation.Of(sample, random);
            var whole = BodyReading.Read(processor, bytes);

            Assert.Equal(whole, BodyReading.Read(processor, bytes, piece: 1));
            Assert.Equal(whole, BodyReading.Read(processor, bytes, piece: random.Next(1, 50)));
            _ = BodyReading.Read(processor, bytes[..random.Next(bytes.Length + 1)], isWhole: false);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void What_is_held_of_a_body_is_bounded()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Assert.InRange(Held(new Random(seed)), 0, 100_000)).Check(Config.QuickThrowOnFailure);

    private static long Held(Random random)
    {
        var (processor, sample) = Samples[random.Next(Samples.Length)];
        using var arena = new TextArena();
        using var body = new RequestBody(arena);
        var limits = new BodyLimits { NoFilesLength = 10_000, JsonNamesLength = 20_000 };
        body.Begin(processor, ByteText.FromString(BodyReading.Multipart), keepsRaw: true, '&', limits);
        for (var i = 0; i < 100; i++)
        {
            body.Append(Mutation.Of(sample, random));
        }

        body.Complete();
        return arena.Taken;
    }

    private static readonly (BodyProcessor Processor, byte[] Bytes)[] Samples =
    [
        (BodyProcessor.UrlEncoded, "a=1&b=%41%4&c+d=e&&=x"u8.ToArray()),
        (BodyProcessor.Json, """{"a":[1,{"b":"\u00fc\n"}],"c":{"d":{"e":null}}}"""u8.ToArray()),
        (BodyProcessor.Xml, "<a b='1'>x<c>&amp;y</c><![CDATA[z]]></a>"u8.ToArray()),
        (BodyProcessor.Multipart, "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n--b\r\nContent-Disposition: form-data;\r\n name=f; filename=\"x\"\r\nA: b\r\n\r\n123\r\n--b--\r\n"u8.ToArray()),
    ];
}
