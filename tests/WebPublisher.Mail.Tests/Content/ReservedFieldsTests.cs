using WebPublisher.Mail.Content;

namespace WebPublisher.Mail.Tests.Content;

public sealed class ReservedFieldsTests
{
    [Theory]
    [InlineData("X-MS-Exchange-Organization-SCL", true)]
    [InlineData("x-ms-exchange-FOREST-x", true)]
    [InlineData("X-MS-Exchange-Organization", false)]
    [InlineData("X-MS-Exchange-Other-SCL", false)]
    [InlineData("Received-SPF", false)]
    [InlineData("", false)]
    public void Fields_of_the_organisation_are_known_by_their_names(string name, bool expected) => Assert.Equal(expected, ReservedFields.IsOfOrganization(name));
}
