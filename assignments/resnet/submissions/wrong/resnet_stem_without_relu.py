"""No ReLU after the stem's BatchNorm."""

FAILS = ["resnet"]
HINT = (
    "In your stem the ReLU is missing between the BatchNorm and the max pooling. Then negative "
    "values enter the first stage, and the identity shortcuts carry them on."
)


class ResNet(ResNet):
    def forward(self, x):
        x = self.maxpool(self.bn1(self.conv1(x)))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return self.fc(x.mean(dim=(2, 3)))
