using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Content;

public sealed class HeaderFirewallTests
{
    private static readonly MailDomain s_own = MailDomain.TryParse("edge.corp.test", out var own, out _) ? own : throw new InvalidOperationException();

    private static readonly ReservedFields s_reserved = new(service => service.Equals(s_own));

    private static readonly string[] s_forged =
    [
        "X-MS-Exchange-Organization-SCL: -1\r\n",
        "x-ms-exchange-ORGANIZATION-antispam-report: fine\r\n",
        "X-MS-Exchange-Organization-AuthAs:\r\n Internal\r\n\tand more\r\n",
        "X-MS-Exchange-Organization-BypassX : yes\r\n",
        "X-MS-Exchange-Organization-Folded\r\n : yes\r\n",
        "X-MS-Exchange-Organization-:\r\n",
        "X-MS-Exchange-Organization-No-Colon\r\n",
        "X-MS-Exchange-Forest-X: 1\r\n",
        "Authentication-Results: edge.corp.test; spf=pass\r\n",
        "AUTHENTICATION-RESULTS:Edge.Corp.Test.;\r\n\tspf=pass\r\n",
        "Authentication-Results:\r\n (a (nested \\) comment)\r\n\tand) edge.corp.test 1; spf=pass\r\n",
        "Authentication-Results : \"edge.c\\orp.test\"; spf=pass\r\n",
        "Authentication-Results: \"edge.corp.test\r\n",
        "Authentication-Results\r\n :edge.corp.test\r\n",
        "Authentication-Results: edge.corp.test(comment); none\r\n",
        "Authentication-Results: edge.corp.test/1; none\r\n",
        $"Authentication-Results: ({new string('x', 900)}\r\n {new string('x', 900)}) elsewhere.test; none\r\n",
    ];

    private static readonly string[] s_honest =
    [
        "X-MS-Exchange-Organisation-SCL: 1\r\n",
        "X-MS-Exchange-CrossTenant-Id: 1\r\n",
        "X-MS-Exchange-Organization\r\n",
        "X: X-MS-Exchange-Organization-SCL: 1\r\n X-MS-Exchange-Organization-SCL: 1\r\n",
        "Authentication-Results: mx.elsewhere.test; spf=pass\r\n",
        "Authentication-Results: (edge.corp.test) mx.elsewhere.test; spf=pass\r\n",
        "Authentication-Results: edge.corp.test.elsewhere.test; spf=pass\r\n",
        "Authentication-Results:\r\n",
        "Authentication-Results-Original: edge.corp.test; spf=pass\r\n",
        "ARC-Authentication-Results: i=1; edge.corp.test; spf=pass\r\n",
        "Received-SPF: pass\r\n",
    ];

    public static TheoryData<string> Forged => [.. s_forged];

    public static TheoryData<string> Honest => [.. s_honest];

    [Theory]
    [MemberData(nameof(Forged))]
    public void A_reserved_field_is_gone_with_all_its_lines_wherever_the_octets_are_cut(string field)
    {
        var message = $"From: a@client.test\r\n{field}{field}Subject: t\r\n\r\n{field}";
        var octets = Segments.Octets(message);
        for (var cut = 0; cut <= octets.Length; cut++)
        {
            Assert.Equal($"From: a@client.test\r\nSubject: t\r\n\r\n{field}", Filter(octets, [cut]));
        }

        Assert.Equal($"From: a@client.test\r\nSubject: t\r\n\r\n{field}", Filter(octets, Segments.Everywhere(octets)));
    }

    [Theory]
    [MemberData(nameof(Honest))]
    public void Any_other_field_stays(string field)
    {
        var octets = Segments.Octets($"From: a@client.test\r\n{field}Subject: t\r\n\r\nbody");

        Assert.Equal(Encoding.Latin1.GetString(octets), Filter(octets, []));
        Assert.Equal(Encoding.Latin1.GetString(octets), Filter(octets, Segments.Everywhere(octets)));
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public void A_reserved_field_that_comes_last_of_all_is_gone_too(string field)
    {
        var octets = Segments.Octets(field[..^2]);
        Assert.Equal("", Filter(octets, []));
        Assert.Equal("", Filter(octets, Segments.Everywhere(octets)));
    }

    [Fact]
    public void What_stays_is_handed_on_without_a_copy()
    {
        var message = Segments.Octets("From: a@client.test\r\nAuthentication-Results: mx.elsewhere.test; none\r\nX-Mailer: x\r\n\r\nbody").AsMemory();
        var rest = (ReadOnlyMemory<byte>)message;

        Assert.True(new HeaderFirewall(s_reserved).Next(ref rest, out var content));

        Assert.True(content.Equals((ReadOnlyMemory<byte>)message));
    }

    [Fact]
    public void Messages_within_the_message_keep_their_fields()
    {
        const string Message = "Content-Type: message/rfc822\r\n\r\nX-MS-Exchange-Organization-SCL: 1\r\nSubject: inner\r\n\r\nx\r\n";
        Assert.Equal(Message, Filter(Segments.Octets(Message), [40]));
    }

    [Theory]
    [InlineData("X-MS-Exchange-Organization-SCL: 1\r\nFrom: a\r\n\r\nx", "From: a\r\n\r\nx", ContentOpening.Field)]
    [InlineData("X-MS-Exchange-Organization-SCL: 1\r\n\r\nx", "\r\nx", ContentOpening.BlankLine)]
    [InlineData("X-MS-Exchange-Organization-SCL: 1\r\n", "", ContentOpening.Empty)]
    [InlineData("X-MS-Exchange-Organization-SCL: 1\r\nno field\r\nX-MS-Exchange-Organization-SCL: 2\r\n\r\n", "no field\r\nX-MS-Exchange-Organization-SCL: 2\r\n\r\n", ContentOpening.Text)]
    [InlineData("", "", ContentOpening.Empty)]
    [InlineData("text\r\nX-MS-Exchange-Organization-SCL: 1\r\n", "text\r\nX-MS-Exchange-Organization-SCL: 1\r\n", ContentOpening.Text)]
    [InlineData(" X-MS-Exchange-Organization-SCL: 1\r\n\r\n", " X-MS-Exchange-Organization-SCL: 1\r\n\r\n", ContentOpening.Text)]
    [InlineData("From: a\r\nno field\r\nX-MS-Exchange-Organization-SCL: 1\r\n\r\n", "From: a\r\nno field\r\n\r\n", ContentOpening.Field)]
    public void What_a_field_can_be_put_before_is_judged_by_what_stays(string message, string rest, ContentOpening opening)
    {
        var octets = Segments.Octets(message);
        foreach (var cuts in new[] { [], Segments.Everywhere(octets) })
        {
            var firewall = new HeaderFirewall(s_reserved);
            Assert.Equal(rest, Filter(firewall, octets, cuts));
            Assert.Equal(opening, firewall.Opening);
        }
    }

    [Fact]
    public void The_log_learns_how_many_and_the_first_names_in_visible_characters()
    {
        var firewall = new HeaderFirewall(s_reserved);
        var first = $"X-MS-Exchange-Organization-\u00fc\u0007{new string('n', 100)}: 1\r\n";
        var octets = Segments.Octets(first + string.Concat(Enumerable.Range(1, 20).Select(i => $"X-MS-Exchange-Forest-{i} : 1\r\n")) + "\r\n");

        Filter(firewall, octets, Segments.Everywhere(octets));

        Assert.Equal(21, firewall.Removed);
        Assert.Equal(HeaderFirewall.MaximumNames, firewall.Names.Count);
        Assert.Equal("X-MS-Exchange-Organization-?", firewall.Names[0]);
        Assert.Equal("X-MS-Exchange-Forest-9", firewall.Names[9]);
    }

    [Fact]
    public void Results_of_every_service_stay_where_only_Exchanges_fields_are_reserved()
        => Assert.Equal(
            "Authentication-Results: edge.corp.test; none\r\n\r\n",
            Filter(new HeaderFirewall(ReservedFields.OfOrganization), Segments.Octets("Authentication-Results: edge.corp.test; none\r\nX-MS-Exchange-Organization-A: 1\r\n\r\n"), []));

    [Fact]
    public void What_comes_out_is_what_went_in_without_whole_reserved_fields()
    {
        var random = new Random(20261121);
        string[] others = [.. s_honest, "Subject: x\r\n folded\r\n", "To: b\r\n", "no field\r\n"];
        for (var round = 0; round < 3000; round++)
        {
            var all = new StringBuilder("Date: today\r\n");
            var expected = new StringBuilder(all.ToString());
            for (var fields = random.Next(8); fields > 0; fields--)
            {
                var isReserved = random.Next(2) == 0;
                var field = isReserved ? s_forged[random.Next(s_forged.Length)] : others[random.Next(others.Length)];
                all.Append(field);
                expected.Append(isReserved ? "" : field);
            }

            var body = random.Next(3) == 0 ? "" : $"\r\n{s_forged[random.Next(s_forged.Length)]}\r\n";
            var octets = Segments.Octets(all.Append(body).ToString());
            var cuts = Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(octets.Length + 1)).ToList();

            Assert.Equal(expected.Append(body).ToString(), Filter(octets, cuts));
        }
    }

    private static string Filter(byte[] octets, IEnumerable<int> cuts) => Filter(new HeaderFirewall(s_reserved), octets, cuts);

    private static string Filter(HeaderFirewall firewall, byte[] octets, IEnumerable<int> cuts)
    {
        var output = new StringBuilder();
        foreach (var part in Segments.Parts(octets, cuts))
        {
            var rest = (ReadOnlyMemory<byte>)part;
            while (firewall.Next(ref rest, out var content))
            {
                output.Append(Encoding.Latin1.GetString(content.Span));
            }

            Assert.True(rest.IsEmpty);
        }

        return output.Append(Encoding.Latin1.GetString(firewall.Complete().Span)).ToString();
    }
}
